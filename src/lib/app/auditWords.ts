/** Words of the audit list and of the review. */
import { AUDIT_KINDS, type AuditKind } from '../domain/audit.ts';
import { csvOf } from '../domain/reports/csv.ts';
import { nameInFacts } from '../domain/directory.ts';
import * as m from '../paraglide/messages.js';
import type { AuditEntry } from './api/audit.ts';
import { auditDetail, auditListLabel } from './auditDetails.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { roleLabel } from './wording.ts';

const kinds: Record<AuditKind, () => string> = {
	setup: m.audit_kind_setup,
	'sign-in': m.audit_kind_sign_in,
	'sign-in-failed': m.audit_kind_sign_in_failed,
	'sign-out': m.audit_kind_sign_out,
	pairing: m.audit_kind_pairing,
	paired: m.audit_kind_paired,
	retired: m.audit_kind_retired,
	lost: m.audit_kind_lost,
	account: m.audit_kind_account,
	role: m.audit_kind_role,
	password: m.audit_kind_password,
	'pin-reset': m.audit_kind_pin_reset,
	'pin-change': m.audit_kind_pin_change,
	'pin-locked': m.audit_kind_pin_locked,
	'sessions-ended': m.audit_kind_sessions_ended,
	settings: m.audit_kind_settings,
	list: m.audit_kind_list,
	connector: m.audit_kind_connector,
	import: m.audit_kind_import,
	export: m.audit_kind_export,
	erasure: m.audit_kind_erasure,
	retention: m.audit_kind_retention,
	rescue: m.audit_kind_rescue,
	backup: m.audit_kind_backup,
	restore: m.audit_kind_restore
};

/** What happened, in words. */
export function auditKindLabel(kind: AuditKind): string {
	return kinds[kind]();
}

/** All that can be looked for, in the order of their words. */
export function auditKindChoices(): { value: AuditKind; label: string }[] {
	const choices = AUDIT_KINDS.map((value) => ({ value, label: auditKindLabel(value) }));
	return choices.sort((a, b) => a.label.localeCompare(b.label));
}

const strangers = {
	device: m.audit_role_device,
	server: m.audit_server,
	command: m.audit_command,
	nobody: m.audit_nobody
};

function isStranger(role: AuditEntry['who']['role']): role is keyof typeof strangers {
	return role in strangers;
}

/** As what somebody did it, in a word. */
function auditRoleLabel(role: AuditEntry['who']['role']): string {
	return isStranger(role) ? strangers[role]() : roleLabel(role);
}

/** Who did it, in words. */
export function auditWho({ who: { name, role } }: AuditEntry): string {
	if (role === 'device') return m.audit_device({ name });
	return isStranger(role) ? auditRoleLabel(role) : `${name}, ${auditRoleLabel(role)}`;
}

/** What it was done to: a member of staff and a list by name, everything else by its id. Reactive. */
export function auditAbout(app: Dienstbuch, { what, about }: AuditEntry): string {
	if (what === 'list') return auditListLabel(about ?? '');
	const member = app.directory.staff.find(({ id }) => id === about);
	return member ? nameInFacts(member) : (about ?? '');
}

/** The list as a file for spreadsheets. */
export function auditCsv(app: Dienstbuch, entries: readonly AuditEntry[]): string {
	const head = [
		m.audit_column_time(),
		m.audit_column_what(),
		m.audit_column_name(),
		m.audit_column_role(),
		m.audit_column_account(),
		m.audit_column_about(),
		m.audit_column_detail()
	];
	const rows = entries.map((entry) => [
		entry.at,
		auditKindLabel(entry.what),
		entry.who.name,
		auditRoleLabel(entry.who.role),
		entry.who.account ?? '',
		auditAbout(app, entry),
		auditDetail(app, entry)
	]);
	return csvOf([head, ...rows]);
}

const rules: Record<string, () => string> = {
	A1: m.audit_rule_withdraw,
	A3: m.audit_rule_archive,
	A4: m.audit_rule_confirm,
	A5: m.audit_rule_access,
	A6: m.audit_rule_lift,
	R9: m.audit_rule_subject
};

/** Why a fact had no effect (SPEC § Authority). */
export function ruleText(rule: string): string {
	return rules[rule]?.() ?? m.audit_rule_other({ rule });
}
