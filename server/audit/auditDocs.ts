/** The documents of the database `audit`. Each is written once; a validate function refuses every change, the server's own included. */
import * as v from 'valibot';
import { AUDIT_KINDS, AUDIT_ROLES } from '../../src/lib/domain/audit.ts';

/** Ids of entries begin with it; the instant follows, and some random letters: they sort by time. */
export const ENTRIES = 'e:';
/** The same for the arrivals of facts, which are many more. */
export const ARRIVALS = 'a:';

/** What somebody did. */
export const auditEntry = v.object({
	what: v.picklist(AUDIT_KINDS),
	who: v.object({
		/** Name of the account, where it was one of ours */
		account: v.optional(v.string()),
		/** Of a member of staff or a device, never of a customer */
		name: v.string(),
		role: v.picklist(AUDIT_ROLES)
	}),
	/** What it was done to: an id (account, Personalnummer, KundenID, list), never a name of a customer */
	about: v.optional(v.string()),
	/** A few words and numbers more; no names of customers, no secrets */
	detail: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])))
});
export type AuditEntry = v.InferOutput<typeof auditEntry>;

/** An entry as it is kept. */
export const auditRecord = v.object({
	/** Of this entry alone */
	id: v.string(),
	/** ISO 8601, UTC, by the server's clock */
	at: v.string(),
	...auditEntry.entries
});
export type AuditRecord = v.InferOutput<typeof auditRecord>;

/** `e:…` */
export type EntryDoc = Omit<AuditRecord, 'id'>;

/** `a:…`: facts that came in one request. */
export interface ArrivalDoc {
	/** ISO 8601, UTC, by the server's clock */
	readonly at: string;
	readonly account: string;
	/** Account of the administrator who took them in from a Sicherungsdatei; absent where {@link account} sent them itself */
	readonly rescuedBy?: string;
	/** Their ids. The time that the device gave them stands in these (rule F3) */
	readonly facts: readonly string[];
}

export const AUDIT_INDEX_DOC = '_design/audit';
/** Names of the design document and of the view, as queries name them */
export const AUDIT_VIEW = { design: 'audit', view: 'arrivals' } as const;

/** Finds the arrivals of a fact. What CouchDB makes of it runs in its own engines: ES5. */
export const AUDIT_INDEX = {
	language: 'javascript',
	views: {
		arrivals: {
			map: 'function (doc) { (doc.facts || []).forEach(function (id) { emit(id, doc.at); }); }'
		}
	}
} as const;
