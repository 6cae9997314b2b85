/** Somebody of whom there is something in every corner of the server. */
import { randomBytes } from 'node:crypto';
import { DATABASES } from '../../../server/couchdb/names.ts';
import { mergeIntoPage } from '../../../server/entries/pages.ts';
import { writeFacts } from '../../../server/facts/serverFact.ts';
import { openDirectory } from '../../../server/directory/openDirectory.ts';
import type { PhotoDoc } from '../../../server/pictures/photoDoc.ts';
import { PictureStore } from '../../../server/pictures/pictureStore.ts';
import type { Contact } from '../../../src/lib/domain/directory.ts';
import { answerPromotion } from '../../../src/lib/domain/commands/answerPromotion.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import type { MessageFact } from '../../../src/lib/domain/facts/message.ts';
import { issue, type Writer } from '../../../src/lib/domain/issue.ts';
import { hourOf, type EntryPage } from '../../../src/lib/domain/entries.ts';
import { pictureId } from '../../../src/lib/domain/pictures.ts';
import type { TestServer } from '../harness.ts';
import { jpeg } from '../pictures/pictureBytes.ts';

/** A name that is in no other file on this machine. */
export const SURNAME = 'Zwetschkenknoedelova';

export function contactOf(id: string, last: string): Contact {
	return {
		id,
		first: 'Quendoline',
		last,
		birth: '1990-05-04',
		street: `${last}gasse 7`,
		zip: '4040',
		city: 'Linz',
		phone: '0664 1234567',
		email: `${last.toLowerCase()}@example.org`,
		site: 'LNU',
		state: 'active',
		since: '2020-01-01',
		card: `MF${id}`
	};
}

/** Somebody on duty so many days ago. */
export function writer(now: number): Writer {
	return {
		now: () => now,
		random: (length) => new Uint8Array(randomBytes(length)),
		device: 'tablet',
		deviceSite: 'LNU',
		author: { id: '9', name: 'Leitner, Clara', role: 'lead' }
	};
}

/** A message about somebody. */
export function messageFor(now: number, id: string, name: string, text: string): MessageFact {
	const contact = { kind: 'contact' as const, id, name };
	return issue(writer(now), {
		type: 'message',
		site: 'LNU',
		kind: 'internal',
		contact,
		text,
		forInformation: true
	});
}

/** A picture with a name in its bytes. */
export function pictureWith(name: string): Buffer {
	return jpeg(400, [0xfe, name]);
}

export const idOfPicture = (bytes: Buffer): string => pictureId(new Uint8Array(bytes));

/** True where a picture was uploaded and not removed since. */
export async function isPictureThere({ ctx }: TestServer, bytes: Buffer): Promise<boolean> {
	const doc = await ctx.couch.db<PhotoDoc>('photos').get(idOfPicture(bytes));
	return doc.removedAt === undefined && doc._attachments !== undefined;
}

/** What says that a picture belongs to a message. */
export function attached(now: number, message: string, bytes: Buffer, evidence?: string): Fact {
	return issue(writer(now), {
		type: 'pictureAttached',
		site: 'LNU',
		about: message,
		picture: idOfPicture(bytes),
		mediaType: 'image/jpeg',
		bytes: bytes.length,
		width: 10,
		height: 10,
		evidence
	});
}

export async function upload({ ctx }: TestServer, bytes: Buffer): Promise<void> {
	await new PictureStore(ctx.couch, ctx.clock).put(idOfPicture(bytes), {
		offset: 0,
		total: bytes.length,
		bytes
	});
}

/** Names of the databases in which a text still can be read. */
export async function databasesThatHave({ ctx: { couch } }: TestServer, text: string): Promise<string[]> {
	const found: string[] = [];
	for (const name of DATABASES) {
		const { rows } = await couch.db(name).list({ include_docs: true });
		const docs = rows.filter(({ id }) => !id.startsWith('_design/'));
		if (JSON.stringify(docs).includes(text)) found.push(name);
	}
	return found;
}

/** What was written of a person. */
export interface Traces {
	readonly message: MessageFact;
	readonly archived: MessageFact;
	readonly picture: string;
}

/** Fills every corner: directory, messages, archive, promotions, pictures, entry events, deliveries. */
export async function leaveTraces(server: TestServer, id: string, last: string): Promise<Traces> {
	const { ctx } = server;
	const now = ctx.clock();
	const name = `${last}, Quendoline`;
	const directory = openDirectory(ctx);
	const before = (await directory.readAllPages()).get('contacts:0001')?.contacts ?? [];
	await directory.writeDocs([{ _id: 'contacts:0001', contacts: [...before, contactOf(id, last)] }]);
	const message = messageFor(now, id, name, `${last} hat neue Karte`);
	const archived = messageFor(now, id, name, `${last} will ins Archiv`);
	const bytes = pictureWith(`${last} in pixels`);
	await upload(server, bytes);
	const about = (fact: MessageFact) => ({ site: 'LNU', about: fact._id });
	await writeFacts(ctx.couch, [
		message,
		archived,
		attached(now, message._id, bytes, 'Beweis'),
		issue(writer(now), { type: 'withdrawn', ...about(message), reason: `${last} hat angerufen` }),
		issue(writer(now), { type: 'archived', ...about(archived) }),
		answerPromotion(writer(now), {
			site: 'LNU',
			contact: id,
			promotion: { id: 'p', title: 'Freunde bringen' },
			answer: 'declined'
		})
	]);
	await server.runJob('archive');
	const at = new Date(now - 60_000).toISOString().replace(/\.\d+Z/, '.000Z');
	const event = { at, terminal: 'Drehkreuz 1', way: 'card', visit: 'home' } as const;
	await mergeIntoPage(ctx.couch.db<EntryPage>('entries'), {
		site: 'LNU',
		hour: hourOf(at),
		events: [{ ...event, card: `MF${id}`, contact: id, name }]
	});
	const delivery = {
		message: message._id,
		attempts: 3,
		next: now,
		failure: { at: now, code: 'server-error', reason: `${last}?` }
	};
	await ctx.couch.db<object>('private').insert({ _id: `delivery:board:${message._id}`, ...delivery });
	return { message, archived, picture: idOfPicture(bytes) };
}
