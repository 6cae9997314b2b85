import { flushSync, mount, unmount } from 'svelte';
import { afterEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import TimeInput from '../../../src/lib/ui/TimeInput.svelte';

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
