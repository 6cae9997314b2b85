/**
 * What the demo's people did in the last 90 days, as plain intents: whoever fills the database turns them
 * into facts through the domain's commands. Ids are those of the demo directory; instants are ISO 8601,
 * UTC.
 */
import type { Assignee } from '../../src/lib/domain/facts/fields.ts';
import type { Channel, MessageKind } from '../../src/lib/domain/facts/message.ts';

/** Something done to a message later. */
export interface DemoAnswer {
	at: string;
	/** Personalnummer */
	by: string;
}

/** A Kundenmitteilung, and what became of it. */
export interface DemoIntent {
	kind: MessageKind;
	/** A contact by KundenID, or an unknown person by description */
	contact: { kind: 'contact'; id: string } | { kind: 'unknown'; name: string };
	/** Personalnummer of the author */
	staff: string;
	/** The site that it is about */
	site: string;
	/** The site at which it was written */
	deviceSite: string;
	at: string;
	text: string;
	/** Absent only where it is for information */
	assignee?: Pick<Assignee, 'kind' | 'id'>;
	forInformation: boolean;
	/** Should be carried over to the Community Board */
	board: boolean;
	block?: { reason: string; until?: string };
	/** Id of a house rule */
	rule?: string;
	channel?: Channel;
	footageAt?: string;
	/** Index into the checks */
	check?: number;
	done?: DemoAnswer;
	transferred?: DemoAnswer;
	lifted?: DemoAnswer & { reason: string };
	withdrawn?: DemoAnswer & { reason: string };
}

/** A camera check. */
export interface DemoCheck {
	site: string;
	deviceSite: string;
	/** Personalnummer */
	staff: string;
	mode: 'live' | 'recording';
	/** Period of the footage; absent in a live check */
	from?: string;
	until?: string;
	assignee: Pick<Assignee, 'kind' | 'id'>;
	start: string;
	/** When it was filed; absent where it still runs */
	end?: string;
	outcome?: 'incidents' | 'none' | 'mistake';
	/** Empty where there was nothing to say */
	summary?: string;
}

/** All of it, each list by rising time. */
export interface DemoActivity {
	messages: DemoIntent[];
	checks: DemoCheck[];
}
