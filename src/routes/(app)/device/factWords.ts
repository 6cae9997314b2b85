import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import { assigneeText, personText } from '$lib/app/wording.ts';
import type { Fact } from '$lib/domain/facts/registry.ts';
import * as m from '$lib/paraglide/messages.js';
import { kindLabel } from '$lib/ui/kinds.ts';

/** What an unsent fact is, for somebody who decides about it. */
export interface FactWords {
	/** What it is: "Interne Kundenmitteilung" */
	readonly what: string;
	/** About whom or which studio; empty where it is about neither */
	readonly about: string;
	/** Its text; empty where it has none */
	readonly text: string;
}

/** Describes a fact. What it speaks of is looked up in the log, which has unsent facts, too. Reactive. */
export function factWords(app: Dienstbuch, fact: Fact): FactWords {
	return { what: whatOf(app, fact), about: aboutOf(app, fact), text: textOf(fact) };
}

function whatOf(app: Dienstbuch, fact: Fact): string {
	switch (fact.type) {
		case 'message':
			return kindLabel(fact.kind);
		case 'done':
			return m.device_fact_done();
		case 'reopened':
			return m.device_fact_reopened();
		case 'reassigned':
			return m.device_fact_reassigned({ name: assigneeText(app, fact.assignee) });
		case 'withdrawn':
			return m.device_fact_withdrawn();
		case 'lifted':
			return m.device_fact_lifted();
		case 'identified':
			return m.device_fact_identified();
		case 'transferred':
			return m.device_fact_transferred();
		case 'archived':
			return m.device_fact_archived();
		case 'restored':
			return m.device_fact_restored();
		case 'checkStarted':
			return m.device_fact_check_started();
		case 'checkFiled':
			return m.device_fact_check_filed();
		case 'assignedToCheck':
			return fact.check === undefined
				? m.device_fact_taken_out_of_check()
				: m.device_fact_assigned_to_check();
		case 'shiftStarted':
			return m.device_fact_shift_started();
		case 'shiftEnded':
			return m.device_fact_shift_ended();
		case 'shiftConfirmed':
			return m.device_fact_shift_confirmed();
		case 'promotionAnswered':
			return m.device_fact_promotion({ name: fact.promotion.name });
		case 'pictureAttached':
			return m.device_fact_picture();
		case 'accessReported':
			return m.device_fact_access();
		case 'boardDecided':
			return fact.board ? m.device_fact_board() : m.device_fact_board_not();
	}
}

function aboutOf(app: Dienstbuch, fact: Fact): string {
	switch (fact.type) {
		case 'message':
		case 'identified':
			return personText(fact.contact);
		case 'promotionAnswered': {
			const contact = app.directory.contact(fact.about);
			return contact ? `${contact.last}, ${contact.first}` : fact.about;
		}
		case 'checkStarted':
		case 'checkFiled':
			return app.directory.siteName(fact.site);
		case 'shiftStarted':
		case 'shiftEnded':
		case 'shiftConfirmed':
			return fact.author.name;
		default: {
			const message = app.log.message(fact.about, app.clock.now);
			return message ? personText(message.contact) : '';
		}
	}
}

function textOf(fact: Fact): string {
	switch (fact.type) {
		case 'message':
			return fact.text;
		case 'checkFiled':
			return fact.summary;
		case 'withdrawn':
			return fact.reason;
		case 'lifted':
		case 'checkStarted':
			return fact.reason ?? '';
		default:
			return '';
	}
}
