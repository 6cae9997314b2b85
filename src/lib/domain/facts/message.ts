import * as v from 'valibot';
import { assignee, factRef, instant, key, named, person, someShort, text } from './fields.ts';
import { beginning, type FactKind, type Stored } from './kind.ts';

/** Mitteilungsart (S11). */
export const MESSAGE_KINDS = ['internal', 'camera', 'block', 'violation', 'feedback'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** How a complaint or wish came in (S11e). */
export const CHANNELS = ['in-person', 'writing', 'phone', 'social'] as const;
export type Channel = (typeof CHANNELS)[number];

const content = {
	kind: v.picklist(MESSAGE_KINDS),
	contact: person,
	text,
	/** Absent on a message that is nobody's task */
	assignee: v.optional(assignee),
	/** nur zur Kenntnis (S3) */
	forInformation: v.boolean(),
	/** Whether it should be carried over to the Community Board (S16); absent where the rule of the settings decides */
	board: v.optional(v.boolean()),
	/** The instant in the footage at which it was seen (S11b) */
	footageAt: v.optional(instant),
	/** The camera check during which it was written (S11b) */
	check: v.optional(factRef),
	/** The house rule that was broken (S11d) */
	rule: v.optional(named),
	channel: v.optional(v.picklist(CHANNELS)),
	/** The withdrawn message that this one was written in place of */
	replaces: v.optional(factRef),
	/** Id of the draft it came from: a draft that is saved twice is seen to be the same */
	draft: v.optional(key),
	/** Version of the app that wrote it */
	app: v.optional(someShort)
};

/** What a message of kind `block` does (S11c); `until` is absent for "ohne Ende sperren". */
const block = { reason: named, until: v.optional(instant) };

/** A Kundenmitteilung as it was saved (S2). Nothing edits it; other facts speak of it. */
export const messageSchema = beginning('message', { ...content, block: v.optional(v.strictObject(block)) });

/** {@link messageSchema} with what a block needs besides: its cause, and what holds for lifting it. */
export const messageSchema2 = beginning(
	'message',
	{
		...content,
		block: v.optional(
			v.strictObject({
				...block,
				/** What the customer is told, where that is not the reason itself */
				told: v.optional(someShort),
				/** True where the settings reserved the reason when the block was set (rule A6) */
				reserved: v.optional(v.literal(true))
			})
		),
		/** The message that this one follows from: the incident of a block, the block of a task */
		refersTo: v.optional(factRef)
	},
	2
);
export type MessageFact = Stored<v.InferOutput<typeof messageSchema2>>;

export const message: FactKind<MessageFact> = {
	type: 'message',
	versions: { 1: messageSchema, 2: messageSchema2 },
	subjects: ['message']
};
