/** Words of Administration for what the server has to say. */
import * as m from '../paraglide/messages.js';
import { getLocale } from '../paraglide/runtime.js';
import { ApiProblem } from './api/call.ts';
import type { ImportPart, RejectedRow } from './api/imports.ts';
import { errorText } from './wording.ts';

const errors: Record<string, () => string> = {
	offline: m.admin_error_offline,
	'broken-off': m.admin_error_broken_off,
	'database-away': m.admin_error_database,
	'unreadable-file': m.admin_error_unreadable,
	'too-large': m.admin_error_too_large,
	'preview-gone': m.admin_error_preview_gone,
	'too-many-gone': m.admin_error_too_many_gone,
	'directory-changed': m.admin_error_directory_changed,
	'list-changed': m.admin_error_list_changed,
	'last-admin': m.admin_error_last_admin,
	'not-empty': m.admin_error_not_empty,
	'username-taken': m.admin_error_username,
	'unknown-account': m.admin_error_unknown_account,
	'unknown-staff': m.admin_error_unknown_staff,
	'bad-request': m.admin_error_bad_request
};

/** What went wrong, in words that help. @throws the error itself where it is a mistake of the program */
export function adminErrorText(error: unknown): string {
	if (!(error instanceof ApiProblem)) return errorText(error);
	const { sentence } = error.details;
	// The importer says which column or line it stumbled over, in German.
	if (typeof sentence === 'string' && getLocale() === 'de') return sentence;
	return errors[error.code]?.() ?? errorText(error);
}

const parts: Record<ImportPart, () => string> = {
	sites: m.admin_part_sites,
	staff: m.admin_part_staff,
	contacts: m.admin_part_contacts
};

/** The name of a list that is imported. */
export function partLabel(part: ImportPart): string {
	return parts[part]();
}

const steps: Record<string, () => string> = {
	sites: m.admin_step_sites,
	staff: m.admin_step_staff,
	contacts: m.admin_step_contacts,
	writing: m.admin_step_writing
};

/** What the importer is doing. */
export function stepLabel(step: string | undefined): string {
	return (steps[step ?? ''] ?? m.admin_step_beginning)();
}

const fields: Record<string, () => string> = {
	id: m.admin_field_id,
	first: m.admin_field_first,
	last: m.admin_field_last,
	birth: m.contact_birth,
	street: m.admin_field_street,
	zip: m.admin_field_zip,
	city: m.admin_field_city,
	phone: m.contact_phone,
	email: m.contact_email,
	site: m.contact_home,
	state: m.contact_state,
	since: m.contact_since,
	card: m.contact_card,
	name: m.admin_field_name,
	kind: m.admin_field_kind,
	sites: m.admin_part_sites,
	role: m.admin_field_role,
	gone: m.admin_field_gone
};

/** The name of a field that was set under Administration and that imports leave alone. */
export function keptFieldLabel(field: string): string {
	return field === 'gone' ? m.admin_field_closed() : fieldLabel(field);
}

/** The name of a column, as the preview says what differs. */
export function fieldLabel(field: string): string {
	return fields[field]?.() ?? field;
}

const rejections: Record<string, () => string> = {
	columns: m.admin_rejected_columns,
	damaged: m.admin_rejected_damaged,
	date: m.admin_rejected_date,
	'date-form': m.admin_rejected_date_form,
	duplicate: m.admin_rejected_duplicate,
	kind: m.admin_rejected_kind,
	'line-break': m.admin_rejected_line_break,
	long: m.admin_rejected_long,
	'no-id': m.admin_rejected_no_id,
	pin: m.admin_rejected_pin,
	quote: m.admin_rejected_quote,
	role: m.admin_rejected_role,
	'row-size': m.admin_rejected_row_size,
	site: m.admin_rejected_site,
	state: m.admin_rejected_state
};

/** Why a row is not taken. The importer's own sentence names the value, but it is German. */
export function rejectionText({ code, reason }: RejectedRow): string {
	if (getLocale() === 'de') return reason;
	return (rejections[code] ?? m.admin_rejected_invalid)();
}
