import type { Role } from '$lib/domain/directory.ts';
import * as m from '$lib/paraglide/messages.js';

/** A part of Administration. */
export interface AdminPart {
	readonly href: string;
	readonly label: string;
}

/** The parts that a role may use; the server asks for the same (server/api/access.ts). Others have none. */
export function adminParts(role: Role | undefined): AdminPart[] {
	const parts: { href: string; label: string; lead: boolean }[] = [
		{ href: '/admin', label: m.admin_overview(), lead: true },
		{ href: '/admin/devices', label: m.admin_devices(), lead: true },
		{ href: '/admin/import', label: m.admin_import(), lead: false },
		{ href: '/admin/people', label: m.admin_people(), lead: true },
		{ href: '/admin/settings', label: m.admin_settings(), lead: false }
	];
	if (role === 'admin') return parts;
	return role === 'lead' ? parts.filter(({ lead }) => lead) : [];
}
