/** What the audit list knows beyond who did what, in words. */
import type { AuditKind } from '../domain/audit.ts';
import { role as roles, type Settings } from '../domain/directory.ts';
import * as m from '../paraglide/messages.js';
import type { AuditEntry } from './api/audit.ts';
import { IMPORT_PARTS } from './api/imports.ts';
import type { ListName } from './api/lists.ts';
import { countsText } from './contactFile.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { counted, importWay, listOutcome } from './importHistory.ts';
import { roleLabel, timeText } from './wording.ts';

type Detail = NonNullable<AuditEntry['detail']>;

const settings: Record<keyof Settings, () => string> = {
	company: m.admin_company,
	timeZone: m.admin_time_zone,
	boardUrl: m.admin_board,
	boardCategory: m.admin_board_category,
	boardKinds: m.admin_board_kinds,
	boardConnected: m.admin_connector_board,
	accessConnected: m.admin_connector_access,
	idleMinutes: m.admin_idle,
	idleMinutesDuringCheck: m.admin_idle_check,
	archiveAfterDays: m.admin_archive_days,
	messageDays: m.admin_message_days,
	evidenceDays: m.admin_evidence_days,
	lockAfterDays: m.admin_lock_days,
	oldestApp: m.admin_oldest_app
};

const connectors: Record<string, () => string> = {
	board: m.admin_connector_board,
	access: m.admin_connector_access,
	'entries-key': m.admin_entries_key_title
};

const lists: Record<ListName, () => string> = {
	sites: m.admin_sites,
	staff: m.admin_people,
	houseRules: m.admin_house_rules,
	blockReasons: m.admin_block_reasons,
	quickReasons: m.admin_quick_reasons,
	templates: m.admin_templates,
	promotions: m.admin_promotions,
	contactLinks: m.admin_links
};

/** What each says of itself; a kind that is not here has nothing more to say. */
const details: Partial<Record<AuditKind, (detail: Detail, app: Dienstbuch) => string[]>> = {
	'sign-in': ({ browser }) => [m.audit_detail_browser({ browser: text(browser) })],
	'sign-in-failed': ({ unknownNames }) => [m.audit_detail_unknown_names({ count: text(unknownNames) })],
	pairing: ({ site, label }, app) => [app.directory.siteName(text(site)), text(label)],
	paired: ({ site }, app) => [app.directory.siteName(text(site))],
	retired: ({ label }) => [text(label)],
	lost: ({ label }) => [text(label)],
	account: ({ role }) => [roleText(role)],
	role: ({ from, to }) => [m.audit_detail_role({ from: roleText(from), to: roleText(to) })],
	password: ({ temporary }) => [temporary === true ? m.audit_detail_temporary() : ''],
	settings: ({ changed }) => named(changed, settings),
	connector: ({ changed }) => named(changed, connectors),
	import: (detail) => [
		detail.source === 'command' || detail.source === 'folder' ? importWay(detail.source) : '',
		...(detail.done === false ? [m.admin_history_failed()] : importedLists(detail))
	],
	export: ({ list }) => [list === 'audit' ? m.audit_title() : text(list)],
	erasure: ({ again, ...counts }) => [
		again === true ? m.audit_detail_again() : '',
		countsText({
			contacts: number(counts.contacts),
			messages: number(counts.messages),
			archived: number(counts.archived),
			pictures: number(counts.pictures),
			entries: number(counts.entries)
		})
	],
	retention: ({ pictures, facts, archived }) => [
		pictures ? m.audit_detail_pictures({ count: text(pictures) }) : '',
		facts ? m.audit_detail_facts({ count: text(facts) }) : '',
		archived ? m.audit_detail_archived({ count: text(archived) }) : ''
	],
	rescue: ({ taken, known, refused }) => [
		counted([
			[number(taken), m.admin_history_taken()],
			[number(known), m.admin_history_known()],
			[number(refused), m.admin_row_rejected()]
		])
	],
	backup: ({ name, documents, added }) => [
		text(name),
		m.audit_detail_documents({ count: text(documents) }),
		m.audit_detail_added({ count: text(added) })
	],
	restore: ({ name, at, documents }, app) => [
		text(name),
		typeof at === 'string' ? m.audit_detail_as_of({ time: timeText(app, at) }) : '',
		m.audit_detail_documents({ count: text(documents) })
	]
};

/** What else is known of it; empty where there is nothing. What a newer server says in words that this app does not know stays as it is. Reactive. */
export function auditDetail(app: Dienstbuch, { what, detail }: AuditEntry): string {
	if (!detail) return '';
	const parts = details[what]?.(detail, app) ?? Object.entries(detail).map((pair) => pair.join(': '));
	return parts.filter((part) => part !== '').join(', ');
}

/** The name of a list that was changed. */
export function auditListLabel(name: string): string {
	return name in lists ? lists[name as ListName]() : name;
}

function text(value: Detail[string] | undefined): string {
	return value === undefined ? '' : String(value);
}

function number(value: Detail[string] | undefined): number {
	return typeof value === 'number' ? value : 0;
}

function roleText(role: Detail[string] | undefined): string {
	const known = roles.options.find((one) => one === role);
	return known ? roleLabel(known) : m.audit_detail_no_role();
}

function named(changed: Detail[string] | undefined, labels: Record<string, () => string>): string[] {
	return text(changed)
		.split(', ')
		.map((name) => labels[name]?.() ?? name);
}

/** The server keeps the counts of lists as `sites.new`, `sites.changed` and so on. */
function importedLists(detail: Detail): string[] {
	return IMPORT_PARTS.filter((part) => `${part}.new` in detail).map((part) =>
		listOutcome(part, {
			new: number(detail[`${part}.new`]),
			changed: number(detail[`${part}.changed`]),
			gone: number(detail[`${part}.gone`]),
			rejected: number(detail[`${part}.rejected`])
		})
	);
}
