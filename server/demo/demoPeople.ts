import type { Role, Site, StaffMember } from '../../src/lib/domain/directory.ts';
import { makeName } from './names.ts';
import type { Random } from './random.ts';

/** Six studios and two offices. */
export const DEMO_SITES: readonly Site[] = [
	{ id: 'LNU', name: 'Linz Urfahr', kind: 'studio' },
	{ id: 'LNH', name: 'Linz Hafen', kind: 'studio' },
	{ id: 'GMU', name: 'Gmunden', kind: 'studio' },
	{ id: 'VBR', name: 'Vöcklabruck', kind: 'studio' },
	{ id: 'FRS', name: 'Freistadt', kind: 'studio' },
	{ id: 'SRD', name: 'Schärding', kind: 'studio' },
	{ id: 'ZEN', name: 'Zentrale Linz', kind: 'office' },
	{ id: 'BUC', name: 'Buchhaltung Vöcklabruck', kind: 'office' }
];

/** The studios among {@link DEMO_SITES}, the busiest first. */
export const DEMO_STUDIOS: readonly Site[] = DEMO_SITES.filter(({ kind }) => kind === 'studio');

const FIRST_STAFF_ID = 200;

/**
 * Role and sites of each of the 28: an admin, four in the offices, a lead for each studio, the others
 * staff.
 */
const POSTS: readonly (readonly [role: Role, ...sites: string[]])[] = [
	['admin', 'ZEN', 'LNU'],
	['office', 'ZEN'],
	['office', 'ZEN', 'LNH'],
	['office', 'BUC'],
	['office', 'BUC', 'VBR'],
	...DEMO_STUDIOS.map(({ id }) => ['lead', id] as const),
	['staff', 'LNU'],
	['staff', 'LNU'],
	['staff', 'LNU', 'LNH'],
	['staff', 'LNU', 'FRS'],
	['staff', 'LNH', 'LNU'],
	['staff', 'LNH'],
	['staff', 'LNH'],
	['staff', 'GMU'],
	['staff', 'GMU'],
	['staff', 'GMU', 'VBR'],
	['staff', 'VBR'],
	['staff', 'VBR'],
	['staff', 'VBR', 'GMU'],
	['staff', 'FRS'],
	['staff', 'FRS', 'LNU'],
	['staff', 'SRD'],
	['staff', 'SRD', 'LNH']
];

/** The demo's 28 staff, no two of the same name. */
export function makeDemoStaff(random: Random): StaffMember[] {
	const taken = new Set<string>();
	return POSTS.map(([role, ...sites], index) => {
		let name = makeName(random);
		while (taken.has(name.last) || name.last.length > 20) name = makeName(random);
		taken.add(name.last);
		return { id: String(FIRST_STAFF_ID + index), ...name, sites, role };
	});
}
