import { describe, expect, test } from 'vitest';
import type { Site, StaffMember } from '../../../src/lib/domain/directory.ts';
import { planList } from '../../../server/import/planList.ts';

const gmunden: Site = { id: 'GMU', name: 'Gmunden', kind: 'studio' };
const ried: Site = { id: 'RIE', name: 'Ried', kind: 'studio' };

function plan(current: Site[], incoming: Site[], keep: string[] = []) {
	return planList<Site>({ current, incoming, keep: new Set(keep), label: ({ name }) => name });
}

describe('planList', () => {
	test('adds new ones at the end', () => {
		expect(plan([gmunden], [ried, gmunden])).toMatchObject({
			new: 1,
			unchanged: 1,
			differs: true,
			items: [gmunden, ried],
			samples: { new: [{ id: 'RIE', label: 'Ried' }] }
		});
	});

	test('the same file changes nothing', () => {
		expect(plan([gmunden, ried], [ried, gmunden])).toMatchObject({
			unchanged: 2,
			differs: false,
			items: [gmunden, ried]
		});
	});

	test('keeps what an administrator set and the file does not know', () => {
		const set: Site = { ...gmunden, dayChange: '06:00', timeZone: 'Europe/Vienna' };
		expect(plan([set], [gmunden])).toMatchObject({ unchanged: 1, differs: false });
		const renamed = { ...gmunden, name: 'Gmunden Esplanade' };
		expect(plan([set], [renamed]).items).toEqual([{ ...set, name: 'Gmunden Esplanade' }]);
	});

	test('leaves alone what an administrator set, what they closed, and what they added', () => {
		const set: Site = { ...gmunden, name: 'Gmunden Esplanade', kept: ['name'] };
		expect(plan([set], [{ ...gmunden, kind: 'office' }])).toMatchObject({
			changed: 1,
			items: [{ ...set, kind: 'office' }],
			samples: { changed: [{ fields: ['kind'] }] }
		});
		const closed: Site = { ...ried, gone: true, kept: ['gone'] };
		const added: Site = { id: 'NEU', name: 'Neu', kind: 'studio', kept: ['name', 'kind', 'gone'] };
		expect(plan([closed, added], [ried])).toMatchObject({ differs: false, items: [closed, added] });
	});

	test('marks gone what the file lacks, unless it is to be kept, and takes it back', () => {
		const gone = plan([gmunden, ried], [gmunden]);
		expect(gone).toMatchObject({ gone: 1, items: [gmunden, { ...ried, gone: true }] });
		expect(plan(gone.items, [gmunden])).toMatchObject({ gone: 0, differs: false });
		expect(plan(gone.items, [gmunden, ried])).toMatchObject({ changed: 1, items: [gmunden, ried] });
		expect(plan([gmunden, ried], [gmunden], ['RIE'])).toMatchObject({ gone: 0, differs: false });
	});

	test('sees that the sites of a person changed', () => {
		const lio: StaffMember = { id: '100', first: 'Lio', last: 'Auer', sites: ['GMU'], role: 'lead' };
		const moved = { ...lio, sites: ['GMU', 'RIE'] };
		const both = (incoming: StaffMember) =>
			planList<StaffMember>({
				current: [lio],
				incoming: [incoming],
				keep: new Set(),
				label: ({ last }) => last
			});
		expect(both({ ...lio, sites: ['GMU'] }).differs).toBe(false);
		expect(both(moved)).toMatchObject({
			changed: 1,
			items: [moved],
			samples: { changed: [{ fields: ['sites'] }] }
		});
	});
});
