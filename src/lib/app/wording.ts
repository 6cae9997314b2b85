/** Words of the message catalogue for what the domain and the server have to say. */
import type { ContractState, Role } from '../domain/directory.ts';
import type { FieldProblem } from '../domain/commands/result.ts';
import type { Assignee, Person } from '../domain/facts/fields.ts';
import type { Channel } from '../domain/facts/message.ts';
import { dateFigures, dayWords, instantWords, type Wording } from '../domain/time/wording.ts';
import { clockOf, dayOf } from '../domain/time/zone.ts';
import * as m from '../paraglide/messages.js';
import { getLocale, type Locale } from '../paraglide/runtime.js';
import { DraftTooLarge, StorageFull, StorageLost } from '../data/errors.ts';
import { ApiProblem } from './api/call.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import type { Whereabouts } from './outgoing.svelte.ts';

/** BCP 47 locale of dates and numbers. */
export function dateLocale(): string {
	return getLocale() === 'de' ? 'de-AT' : 'en-GB';
}

function wording(): Wording {
	return {
		locale: dateLocale(),
		words: { today: m.common_today(), yesterday: m.common_yesterday(), tomorrow: m.common_tomorrow() }
	};
}

/** An instant (ISO 8601, UTC) as people say it, on the clock of the site: "heute 22:41". */
export function timeText(
	app: Pick<Dienstbuch, 'clock' | 'directory'>,
	instant: string,
	site?: string
): string {
	return instantWords(Date.parse(instant), app.clock.now, app.directory.timeZoneOf(site), wording());
}

/** The day of an instant (ISO 8601, UTC) as people say it: "gestern". */
export function dayText(
	app: Pick<Dienstbuch, 'clock' | 'directory'>,
	instant: string,
	site?: string
): string {
	const zone = app.directory.timeZoneOf(site);
	return dayWords(dayOf(Date.parse(instant), zone), dayOf(app.clock.now, zone), wording());
}

/** The clock at an instant (ISO 8601, UTC), as the site reads it: "22:41". */
export function clockText(app: Pick<Dienstbuch, 'directory'>, instant: string, site?: string): string {
	return clockOf(Date.parse(instant), app.directory.timeZoneOf(site));
}

/** "3 Verstöße in 12 Monaten" (DESIGN § 7.4). */
export function violationsText(count: number): string {
	if (count === 0) return m.contact_violations_none();
	return count === 1 ? m.contact_violations_one() : m.contact_violations({ count });
}

/** A calendar date (`yyyy-mm-dd`) in figures: "13.06.2006". */
export function dateText(day: string): string {
	return dateFigures(day, dateLocale());
}

/** A count with separators: "12.300". */
export function countText(count: number): string {
	return count.toLocaleString(dateLocale());
}

const channelLabels: Record<Channel, () => string> = {
	'in-person': m.channel_in_person,
	writing: m.channel_writing,
	phone: m.channel_phone,
	social: m.channel_social
};

export function channelLabel(channel: Channel): string {
	return channelLabels[channel]();
}

const contractLabels: Record<ContractState, () => string> = {
	active: m.contract_active,
	paused: m.contract_paused,
	ended: m.contract_ended
};

export function contractLabel(state: ContractState): string {
	return contractLabels[state]();
}

const roleLabels: Record<Role, () => string> = {
	staff: m.role_staff,
	lead: m.role_lead,
	office: m.role_office,
	admin: m.role_admin
};

export function roleLabel(role: Role): string {
	return roleLabels[role]();
}

/** What is said after saving: only what holds in the state that sync is in (LOOK 5). Reactive. */
export function savedText({ status }: Pick<Dienstbuch, 'status'>): string {
	switch (status.kind) {
		case 'upToDate':
		case 'sending':
		case 'pulling':
		case 'starting':
		case 'otherTab':
			// Where another window sends, it does so at once.
			return m.saved();
		case 'offline':
			return m.saved_here();
		case 'waiting':
		case 'signedOut':
		case 'lost':
		case 'updateRequired':
		case 'closed':
			// A network alone helps none of these.
			return m.saved_only_here();
	}
}

/** Where a fact is, in words. */
export function whereText(where: Whereabouts): string {
	if (where === 'sent') return m.where_sent();
	return where === 'here' ? m.where_here() : m.where_refused();
}

/** Whom a message is about, in words. @param options another language than the reader's */
export function personText(person: Person, options: { locale?: Locale } = {}): string {
	if (person.kind !== 'unknown') return person.name;
	const unknown = m.common_unknown_person({}, options);
	return person.name === '' ? unknown : `${unknown} (${person.name})`;
}

/** Who sees to something, in words: the lead of a studio in the reader's language, the others as the fact names them. Reactive. */
export function assigneeText(app: Dienstbuch, { kind, id, name }: Assignee): string {
	const studio = kind === 'lead' ? app.directory.sites.find((site) => site.id === id) : undefined;
	return studio ? m.common_lead_of({ site: studio.name }) : name;
}

const missingLabels: Record<string, () => string> = {
	contact: m.problem_missing_contact,
	assignee: m.problem_missing_assignee,
	text: m.problem_missing_text,
	kind: m.problem_missing_kind,
	blockReason: m.problem_missing_blockReason,
	blockEnd: m.problem_missing_blockEnd,
	rule: m.problem_missing_rule,
	channel: m.problem_missing_channel,
	site: m.problem_missing_site,
	summary: m.problem_missing_summary,
	reason: m.problem_missing_reason,
	from: m.problem_missing_from,
	until: m.problem_missing_until
};

/** What is wrong with a field, and what to do. */
export function problemText({ field, problem }: FieldProblem): string {
	switch (problem) {
		case 'missing':
			return (missingLabels[field] ?? m.problem_missing)();
		case 'no-reason':
			return m.problem_missing_reason();
		case 'too-long':
			return m.problem_too_long();
		case 'not-well-formed':
			return m.problem_not_well_formed();
		case 'in-the-future':
			return m.problem_in_the_future();
		case 'in-the-past':
			return m.problem_in_the_past();
		case 'end-before-start':
			return m.problem_end_before_start();
		case 'out-of-range':
			return m.problem_out_of_range();
	}
}

const errorLabels: Record<string, () => string> = {
	offline: m.error_offline,
	'no-session': m.error_no_session,
	'not-allowed': m.error_not_allowed,
	'wrong-credentials': m.error_wrong_credentials,
	'too-many-tries': m.error_too_many_tries,
	'pairing-code-invalid': m.error_pairing_code_invalid,
	'setup-code-invalid': m.error_setup_code_invalid
};

/** What went wrong, in words that help. What should not have happened is a mistake of the program: it is said in general, and told to the browser as uncaught. */
export function errorText(error: unknown): string {
	if (error instanceof StorageFull) return m.error_storage_full();
	if (error instanceof DraftTooLarge) return m.error_draft_too_large();
	if (error instanceof StorageLost) return m.error_storage_lost();
	if (error instanceof ApiProblem) return (errorLabels[error.code] ?? m.error_unexpected)();
	reportError(error);
	return m.error_failed();
}

/** Why the screens cannot be shown, where what is stored could not be read. */
export function startFailureText(failure: Error): { readonly title: string; readonly sentence: string } {
	return failure instanceof StorageLost
		? { title: m.sync_storage_lost(), sentence: m.sync_storage_lost_what() }
		: { title: m.sync_start_failed(), sentence: m.sync_start_failed_what() };
}
