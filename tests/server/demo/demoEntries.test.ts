import { describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { makeDemoActivity } from '../../../server/demo/demoActivity.ts';
import { makeDemoDirectory } from '../../../server/demo/demoDirectory.ts';
import { makeDemoEntries } from '../../../server/demo/demoEntries.ts';
import { entryPage, entryPageId, hourOf, mergeEntries } from '../../../src/lib/domain/entries.ts';

const HOUR = 3_600_000;

describe('makeDemoEntries', () => {
	const now = new Date('2026-11-18T20:41:07.250Z');
	const directory = makeDemoDirectory(7, now);
	const activity = makeDemoActivity(directory, now, 7);
	const pages = makeDemoEntries(directory, activity, now, 7);
	const events = [...pages.values()].flatMap(({ site, events: all }) =>
		all.map((event) => ({ site, ...event }))
	);

	test('gives pages as they are stored, each event in the page of its site and hour', () => {
		for (const [id, page] of pages) {
			expect(v.parse(entryPage, page)).toEqual(page);
			expect(entryPageId(page.site, page.hour)).toBe(id);
			expect(page.events.every(({ at }) => hourOf(at) === page.hour)).toBe(true);
			expect(mergeEntries(page.events, [])).toEqual(page.events);
		}
	});

	test('is of the last 72 hours, at every studio', () => {
		expect(events.length).toBeGreaterThan(1500);
		const times = events.map(({ at }) => Date.parse(at));
		expect(Math.min(...times)).toBeGreaterThanOrEqual(now.getTime() - 72 * HOUR);
		expect(Math.max(...times)).toBeLessThanOrEqual(now.getTime());
		const studios = directory.sites.filter(({ kind }) => kind === 'studio').map(({ id }) => id);
		expect(new Set(events.map(({ site }) => site))).toEqual(new Set(studios));
	});

	test('fits the contacts: guests are from elsewhere, some are let in by hand, some cards nobody has', () => {
		const contacts = new Map(directory.contacts.map((contact) => [contact.id, contact]));
		for (const { contact, card, visit, site } of events.filter((event) => event.contact !== '')) {
			expect(contacts.get(contact)?.card).toBe(card);
			expect(visit).toBe(contacts.get(contact)?.site === site ? 'home' : 'guest');
		}
		for (const some of [
			events.filter(({ visit }) => visit === 'guest'),
			events.filter(({ way }) => way === 'hand'),
			events.filter(({ contact }) => contact === '')
		]) {
			expect(some.length).toBeGreaterThan(10);
			expect(some.length).toBeLessThan(events.length / 4);
		}
	});

	test('has whoever a camera saw come in just before', () => {
		const seen = activity.messages.filter(
			({ contact, footageAt }) =>
				contact.kind === 'contact' && Date.parse(footageAt ?? '') > now.getTime() - 71 * HOUR
		);
		expect(seen.length).toBeGreaterThan(0);
		for (const { contact, site, footageAt } of seen) {
			const before = events.filter(
				(event) =>
					contact.kind === 'contact' &&
					event.contact === contact.id &&
					event.site === site &&
					Date.parse(footageAt ?? '') - Date.parse(event.at) < 3 * 60_000
			);
			expect(before.length).toBeGreaterThan(0);
		}
	});

	test('is the same for the same seed and time', () => {
		expect(makeDemoEntries(directory, activity, now, 7)).toEqual(pages);
	});
});
