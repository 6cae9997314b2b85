import * as v from 'valibot';
import { staffMember, type Role } from '../../src/lib/domain/directory.ts';
import { requireKnownSite } from './knownSite.ts';
import { quoted, RowProblem } from './rowProblem.ts';
import type { TableSpec } from './tableSpec.ts';

const ROLES: ReadonlyMap<string, Role> = new Map([
	['mitarbeiter', 'staff'],
	['mitarbeiterin', 'staff'],
	['leitung', 'lead'],
	['verwaltung', 'office'],
	['admin', 'admin'],
	['administrator', 'admin'],
	['administratorin', 'admin']
]);

const staffRow = v.object({
	staff: staffMember,
	/** Absent where the file gives none */
	pin: v.optional(v.pipe(v.string(), v.regex(/^\d{4,8}$/)))
});
/** A row of the staff file. The PIN goes another way: it must never stand in the directory (DESIGN § 6). */
export type StaffRow = v.InferOutput<typeof staffRow>;

/** Mitarbeiter, as the old CRM writes them; the sites of one stand in one field, separated by commas. */
export const staffTable: TableSpec<'id' | 'first' | 'last' | 'sites' | 'role' | 'pin', StaffRow> = {
	title: 'Mitarbeiter',
	columns: {
		id: ['Personalnummer'],
		first: ['Vorname'],
		last: ['Nachname'],
		sites: ['Standorte'],
		role: ['Rolle'],
		pin: ['PIN']
	},
	optional: ['pin'],
	id: { key: 'id', label: 'Personalnummer', missing: 'Keine Personalnummer' },
	schema: staffRow,
	toItem(values, knownSites) {
		const role = ROLES.get(values.role.toLowerCase());
		if (role === undefined) throw new RowProblem('role', `Unbekannte Rolle „${quoted(values.role)}“`);
		const sites = values.sites.split(',').map((site) => site.trim());
		const own = [...new Set(sites.filter((site) => site !== ''))];
		for (const site of own) requireKnownSite(site, knownSites);
		// The reason must not show the PIN: it ends up on screens and in logs.
		if (!/^(\d{4,8})?$/.test(values.pin)) throw new RowProblem('pin', 'Die PIN muss 4 bis 8 Ziffern haben');
		const staff = { id: values.id, first: values.first, last: values.last, sites: own, role };
		return values.pin === '' ? { staff } : { staff, pin: values.pin };
	}
};
