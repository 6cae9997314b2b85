import type { Contact } from '../../src/lib/domain/directory.ts';
import { CONTACT_PAGE_PREFIX } from '../../src/lib/domain/directory.ts';
import { revisionOf } from '../../src/lib/domain/ids.ts';
import { issue } from '../../src/lib/domain/issue.ts';
import { CONTACTS_PER_PAGE } from '../../src/lib/domain/limits.ts';

const BATCH = 500;

/** The database that the benchmark fills, spoken to as its administrator. */
export class BenchCouch {
	readonly #origin: string;
	readonly #authorization: string;
	readonly #prefix: string;

	constructor(url: string, prefix: string) {
		const { username, password, host, protocol } = new URL(url);
		this.#origin = `${protocol}//${host}`;
		this.#authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
		this.#prefix = prefix;
	}

	/** A request to a database by its short name. */
	request(method: string, name: string, path: string, body?: unknown): Promise<Response> {
		return fetch(`${this.#origin}/${this.#prefix}${name}${path}`, {
			method,
			headers: { authorization: this.#authorization, 'content-type': 'application/json' },
			body: body === undefined ? undefined : JSON.stringify(body)
		});
	}

	async create(name: string): Promise<void> {
		await this.request('PUT', name, '');
	}

	async write(name: string, docs: readonly object[], newEdits: boolean): Promise<void> {
		for (let at = 0; at < docs.length; at += BATCH) {
			const response = await this.request('POST', name, '/_bulk_docs', {
				docs: docs.slice(at, at + BATCH),
				new_edits: newEdits
			});
			if (!response.ok) throw new Error(`${name}: ${response.status} ${await response.text()}`);
		}
	}
}

/** Contacts as the importer packs them. */
export function pagesOf(contacts: readonly Contact[]): object[] {
	const pages: object[] = [];
	for (let at = 0; at < contacts.length; at += CONTACTS_PER_PAGE) {
		const number = String(pages.length + 1).padStart(4, '0');
		pages.push({
			_id: `${CONTACT_PAGE_PREFIX}${number}`,
			contacts: contacts.slice(at, at + CONTACTS_PER_PAGE)
		});
	}
	return pages;
}

/** Messages of the last 90 days about these contacts, with the revision that facts have. */
export function messagesAbout(contacts: readonly Contact[], count: number, now: number): object[] {
	const bytes = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));
	return Array.from({ length: count }, (_, i) => {
		const contact = contacts[(i * 7919) % contacts.length];
		const fact = issue(
			{
				now: () => now - Math.floor((i / count) * 90 * 86_400_000),
				random: bytes,
				device: 'bench',
				deviceSite: 'LNU',
				author: { id: '1', name: 'Huber, Sabine', role: 'staff' }
			},
			{
				type: 'message',
				site: 'LNU',
				kind: 'internal',
				contact: { kind: 'contact', id: contact?.id ?? '0', name: contact?.last ?? '' },
				text: 'Hat eine neue Telefonnummer und bittet um Rückruf am Vormittag.',
				forInformation: i % 3 !== 0,
				assignee: i % 3 === 0 ? { kind: 'office', id: 'VER', name: 'Verwaltung Linz' } : undefined
			}
		);
		return { ...fact, _rev: revisionOf(fact._id) };
	});
}
