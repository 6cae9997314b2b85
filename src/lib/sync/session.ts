import * as v from 'valibot';
import { role } from '../domain/directory.ts';

const named = v.object({ id: v.string(), name: v.string() });

/** Who this browser is to the server. */
export const identity = v.object({
	/** CouchDB user; `device` begins with it */
	account: v.string(),
	/** What stands in the `device` field of its facts */
	device: v.string(),
	kind: v.picklist(['device', 'person']),
	label: v.string(),
	/** `deviceSite`; of a person the first site */
	site: named,
	/** Persons only */
	staff: v.optional(named),
	/** Persons only */
	role: v.optional(role)
});
export type Identity = v.InferOutput<typeof identity>;

/** What `GET /api/device` says. */
export const deviceAnswer = v.variant('status', [
	v.object({
		status: v.literal('active'),
		serverTime: v.number(),
		generation: v.string(),
		oldestApp: v.string(),
		lockAfterDays: v.optional(v.number()),
		identity
	}),
	v.object({
		status: v.picklist(['retired', 'lost']),
		serverTime: v.number(),
		generation: v.optional(v.string()),
		rescueKey: v.optional(v.string())
	})
]);
export type DeviceAnswer = v.InferOutput<typeof deviceAnswer>;

/** What a start without network needs to know in order to lock (DESIGN § 6). */
const contact = {
	/** Server's time of the last answer to a session that stood, ms: a 401 is no contact that keeps a device open */
	lastContact: v.optional(v.number()),
	/** How long the device may go without before it locks itself; absent where the server did not say */
	lockAfterDays: v.optional(v.number())
};

/** What is known of the session; kept on the device, so that it is known at a start without network. */
export const session = v.variant('kind', [
	v.object({ kind: v.literal('unknown') }),
	v.object({
		kind: v.literal('active'),
		identity,
		generation: v.string(),
		/** Oldest version of the app that may connect */
		oldestApp: v.string(),
		...contact,
		lastContact: v.number()
	}),
	v.object({
		kind: v.literal('signedOut'),
		identity: v.optional(identity),
		generation: v.optional(v.string()),
		...contact
	}),
	/** The server's explicit word, and the only reason to wipe (DESIGN § 6): retired sends first, lost does not */
	v.object({
		kind: v.picklist(['retired', 'lost']),
		identity: v.optional(identity),
		generation: v.optional(v.string()),
		rescueKey: v.optional(v.string())
	})
]);
export type Session = v.InferOutput<typeof session>;

/** What follows for the session from an answer; `undefined` is a 401, which never wipes anything. */
export function nextSession(before: Session, answer: DeviceAnswer | undefined): Session {
	const known = before.kind === 'unknown' ? {} : { identity: before.identity, generation: before.generation };
	if (answer === undefined) {
		if (before.kind === 'lost' || before.kind === 'retired') return before;
		if (!('lastContact' in before)) return { kind: 'signedOut', ...known };
		const { lastContact, lockAfterDays } = before;
		return { kind: 'signedOut', ...known, lastContact, lockAfterDays };
	}
	if (answer.status !== 'active') {
		return { kind: answer.status, ...known, rescueKey: answer.rescueKey };
	}
	const { identity, generation, oldestApp, lockAfterDays, serverTime } = answer;
	return { kind: 'active', identity, generation, oldestApp, lockAfterDays, lastContact: serverTime };
}
