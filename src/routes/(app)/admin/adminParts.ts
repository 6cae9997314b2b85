import type { Role } from '$lib/domain/directory.ts';
import * as m from '$lib/paraglide/messages.js';

/** A part of Administration. */
export interface AdminPart {
	readonly href: string;
	readonly label: string;
	/** What one does there */
	readonly sentence: string;
}

/** Parts that belong together. */
export interface AdminGroup {
	readonly label: string;
	readonly parts: readonly AdminPart[];
}

/** For each group what leads may use too; the server asks for the same (server/api/access.ts). */
const LEAD = new Set(['/admin/people', '/admin/devices']);

function allGroups(): AdminGroup[] {
	const part = (path: string, label: string, sentence: string): AdminPart => ({
		href: `/admin/${path}`,
		label,
		sentence
	});
	return [
		{
			label: m.admin_group_people(),
			parts: [
				part('people', m.admin_people(), m.admin_people_sentence()),
				part('devices', m.admin_devices(), m.admin_devices_sentence()),
				part('rescue', m.rescue_title(), m.rescue_sentence())
			]
		},
		{
			label: m.admin_group_lists(),
			parts: [
				part('sites', m.admin_sites(), m.admin_sites_sentence()),
				part('house-rules', m.admin_house_rules(), m.admin_house_rules_sentence()),
				part('block-reasons', m.admin_block_reasons(), m.admin_block_reasons_sentence()),
				part('quick-reasons', m.admin_quick_reasons(), m.admin_quick_reasons_sentence()),
				part('templates', m.admin_templates(), m.admin_templates_sentence()),
				part('promotions', m.admin_promotions(), m.admin_promotions_sentence())
			]
		},
		{
			label: m.admin_group_contacts(),
			parts: [
				part('import', m.admin_import(), m.admin_import_sentence()),
				part('links', m.admin_links(), m.admin_links_sentence()),
				part('privacy', m.privacy_title(), m.privacy_sentence())
			]
		},
		{
			label: m.admin_group_running(),
			parts: [
				part('settings', m.admin_settings(), m.admin_settings_sentence()),
				part('connectors', m.admin_connectors(), m.admin_connectors_sentence())
			]
		},
		{
			label: m.audit_group(),
			parts: [
				part('audit', m.audit_title(), m.audit_sentence()),
				part('review', m.audit_review(), m.audit_review_sentence())
			]
		}
	];
}

/** The parts that a role may use, in groups; none for others. */
export function adminGroups(role: Role | undefined): AdminGroup[] {
	if (role === 'admin') return allGroups();
	if (role !== 'lead') return [];
	return allGroups()
		.map(({ label, parts }) => ({ label, parts: parts.filter(({ href }) => LEAD.has(href)) }))
		.filter(({ parts }) => parts.length > 0);
}
