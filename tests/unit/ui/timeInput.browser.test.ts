import { flushSync, mount, unmount, type ComponentProps } from 'svelte';
import { afterEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import FootageTime from '../../../src/lib/ui/check/FootageTime.svelte';
import TimeInput from '../../../src/lib/ui/TimeInput.svelte';

const daysOf = (last: number) =>
	Array.from({ length: last }, (_, at) => ({ value: `2026-11-0${at + 1}`, label: `${at + 1}.11.` }));

const nothing = (): void => undefined;
let end = nothing;
afterEach(() => end());

/** Shows something in a form. @returns the field of the clock */
function show(put: (form: HTMLFormElement) => object): HTMLInputElement {
	const form = document.createElement('form');
	form.addEventListener('submit', (event) => event.preventDefault());
	form.append(Object.assign(document.createElement('button'), { textContent: 'Senden' }));
	document.body.append(form);
	const shown = put(form);
	flushSync();
	end = () => {
		void unmount(shown);
		form.remove();
		end = nothing;
	};
	const field = form.querySelector<HTMLInputElement>('input[inputmode=numeric]');
	if (!field) throw new Error('there is no field');
	return field;
}

describe('a time that was typed in part when the form is sent by keyboard is what is sent', () => {
	test.each([
		['930', '09:30'],
		['9', '09:00']
	])('%s: by Ctrl+Enter and by Enter', async (typed, time) => {
		for (const keys of ['{Control>}{Enter}{/Control}', '{Enter}']) {
			let value = '14:32';
			const sent: string[] = [];
			const field = show((form) => {
				const send = (): void => void sent.push(value);
				// Above the field, as the handlers of all forms are.
				window.addEventListener('keydown', ({ key, ctrlKey }) => {
					if (form.isConnected && ctrlKey && key === 'Enter') send();
				});
				form.addEventListener('submit', send);
				const props = { value, step: 0, onchange: (next: string) => (value = next) };
				return mount(TimeInput, { target: form, props });
			});
			await userEvent.fill(field, typed);
			await userEvent.keyboard(keys);
			expect(new Set(sent)).toEqual(new Set([time]));
			end();
		}
	});
});

describe('a step over midnight in the footage moves the day', () => {
	/** Shows a time of footage, and steps. @returns what is chosen then */
	async function stepped(clock: string, day: string, days: number, key: string): Promise<string[]> {
		const chosen: ComponentProps<typeof FootageTime> = {
			get clock() {
				return clock;
			},
			set clock(next) {
				clock = next;
			},
			get day() {
				return day;
			},
			set day(next) {
				day = next;
			},
			days: daysOf(days),
			presetLabel: 'jetzt',
			onpreset: () => undefined,
			onother: () => undefined
		};
		const field = show((target) => mount(FootageTime, { target, props: chosen }));
		field.focus();
		await userEvent.keyboard(key);
		return [day, clock];
	}

	test.each([2, 3, 4, 7])('of %i days', async (days) => {
		expect(await stepped('23:59', '2026-11-01', days, '{ArrowUp}')).toEqual(['2026-11-02', '00:00']);
		end();
		expect(await stepped('00:00', '2026-11-02', days, '{ArrowDown}')).toEqual(['2026-11-01', '23:59']);
	});

	test('and goes no further than the period', async () => {
		expect(await stepped('23:59', '2026-11-04', 4, '{ArrowUp}')).toEqual(['2026-11-04', '23:59']);
	});

	test('of many days has them in one list, beside the clock of few', async () => {
		await stepped('12:00', '2026-11-01', 4, '{ArrowUp}');
		expect([
			document.querySelectorAll('select').length,
			document.querySelectorAll('[type=radio]').length
		]).toEqual([1, 0]);
		end();
		await stepped('12:00', '2026-11-01', 3, '{ArrowUp}');
		expect([
			document.querySelectorAll('select').length,
			document.querySelectorAll('[type=radio]').length
		]).toEqual([0, 3]);
	});
});
