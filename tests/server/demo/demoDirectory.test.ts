import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { contact, directoryDocs, listName, type Contact } from '../../../src/lib/domain/directory.ts';
import { makeDemoDirectory } from '../../../server/demo/demoDirectory.ts';

const now = new Date('2026-11-18T20:41:07.250Z');
const demo = makeDemoDirectory(7, now);

describe('makeDemoDirectory', () => {
	test('gives 8 sites, 28 staff and 5,000 contacts, Linz Urfahr among them', () => {
		expect(demo.sites.filter(({ kind }) => kind === 'studio')).toHaveLength(6);
		expect(demo.sites.filter(({ kind }) => kind === 'office')).toHaveLength(2);
		expect(demo.sites).toContainEqual({ id: 'LNU', name: 'Linz Urfahr', kind: 'studio' });
		expect(demo.staff).toHaveLength(28);
		expect(demo.contacts).toHaveLength(5_000);
	});

	test('is what the directory takes', () => {
		expect(v.is(v.array(contact), demo.contacts)).toBe(true);
		expect(v.is(directoryDocs.sites, { sites: demo.sites })).toBe(true);
		expect(v.is(directoryDocs.staff, { staff: demo.staff })).toBe(true);
		expect(v.is(directoryDocs.houseRules, { rules: demo.houseRules })).toBe(true);
		expect(v.is(directoryDocs.blockReasons, { reasons: demo.blockReasons })).toBe(true);
		expect(v.is(directoryDocs.quickReasons, { reasons: demo.quickReasons })).toBe(true);
		expect(v.is(directoryDocs.settings, demo.settings)).toBe(true);
	});

	test('is the same for the same seed, and another for another', () => {
		expect(makeDemoDirectory(7, now)).toEqual(demo);
		expect(makeDemoDirectory(8, now).contacts).not.toEqual(demo.contacts);
	});

	test('hangs together: ids and cards once, sites and rules that exist, people where they are needed', () => {
		const once = (values: string[]) => expect(new Set(values).size).toBe(values.length);
		once(demo.contacts.map(({ id }) => id));
		once(demo.contacts.map(({ card }) => card));
		once(demo.staff.map(({ id }) => id));
		const sites = new Set(demo.sites.map(({ id }) => id));
		const rules = new Set(demo.houseRules.map(({ id }) => id));
		for (const { site } of demo.contacts) expect(sites).toContain(site);
		for (const { sites: own } of demo.staff) for (const site of own) expect(sites).toContain(site);
		for (const { rule } of demo.quickReasons) if (rule !== undefined) expect(rules).toContain(rule);
		for (const { id, kind } of demo.sites) {
			const here = demo.staff.filter((member) => member.sites[0] === id);
			expect(here.some(({ role }) => role === (kind === 'studio' ? 'lead' : 'office'))).toBe(true);
		}
		expect(demo.staff.filter(({ sites: own }) => own.includes('LNU')).length).toBeGreaterThanOrEqual(5);
		expect(demo.staff.filter(({ role }) => role === 'admin')).toHaveLength(1);
	});

	test('has the names that a list must bear', () => {
		const some = (good: (person: Contact) => boolean) => expect(demo.contacts.some(good)).toBe(true);
		some(({ last }) => last === 'Đorđević');
		some(({ last }) => last === 'Yılmaz');
		some(({ last }) => /[äöüß]/.test(last));
		some(({ last }) => last.includes('-'));
		some((person) => listName(person).length >= 80);
		expect(new Set(demo.contacts.map(listName)).size).toBeGreaterThan(4_000);
	});

	test('knows no day that is still to come, and no contract of a child', () => {
		for (const { birth, since } of demo.contacts) {
			expect(since <= '2026-11-18').toBe(true);
			expect(Date.parse(since) - Date.parse(birth)).toBeGreaterThan(13 * 365 * 86_400_000);
		}
	});

	test('writes to nobody: addresses are of the reserved domain', () => {
		for (const { email } of demo.contacts) expect(email).toMatch(/^$|^[a-z]+\.[a-z]+\d{1,2}@example\.com$/);
	});
});
