import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MessageInput } from '../../../src/lib/domain/commands/logMessage.ts';
import { identifyPerson } from '../../../src/lib/domain/commands/aboutMessage.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { foldSubject } from '../../../src/lib/domain/fold.ts';
import { changeDirectory } from '../../../server/directory/changeDirectory.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';
import { DAY, daysAgo, doneOf, messageOf, NOW, restoredOf, runArchive, write } from './archiveFixture.ts';

let server: TestServer;
let device: TestDevice;

const MAIER = { kind: 'contact' as const, id: '815', name: 'Maier, Eva' };
const RULE = { id: '9', name: 'Begleitpersonen' };

/** By their text. */
const MESSAGES: Record<string, [number, Partial<MessageInput>]> = {
	'Karte verloren': [400, {}],
	'Kartenleser in Wels geht nicht': [410, { contact: MAIER }],
	'Ohne Handtuch trainiert': [420, { site: 'LNU', kind: 'violation', rule: RULE }],
	'Spind aufgebrochen, Müller benachrichtigt': [
		430,
		{ site: 'LNU', contact: MAIER, kind: 'feedback', channel: 'phone' }
	],
	'Straße vor dem Eingang vereist': [440, { kind: 'camera' }]
};

beforeAll(async () => {
	server = await startTestServer({ clock: () => NOW });
	device = await server.device();
	for (const [text, [days, input]] of Object.entries(MESSAGES)) {
		const message = messageOf(days, { text, ...input });
		await write(server, message, doneOf(message, days - 5));
	}
	await runArchive(server);
});
afterAll(() => server.stop());

interface Page {
	messages: { facts: Fact[] }[];
	next?: string;
}

async function page(query: Readonly<Record<string, string>>): Promise<Page> {
	const response = await device.fetch(`/api/archive?${new URLSearchParams(query)}`);
	expect(response.status).toBe(200);
	return (await response.json()) as Page;
}

function texts({ messages }: Page): string[] {
	return messages.flatMap(({ facts }) => facts.flatMap((fact) => (fact.type === 'message' ? fact.text : [])));
}

const ALL = Object.keys(MESSAGES);
const instant = (days: number): string => new Date(NOW - days * DAY).toISOString();

describe('GET /api/archive (S20)', () => {
	test('everything, newest first, each with all that was said of it', async () => {
		const all = await page({});
		expect(texts(all)).toEqual(ALL);
		expect(all.next).toBeUndefined();
		for (const { facts } of all.messages) {
			expect(facts.map(({ type }) => type)).toEqual(['message', 'done']);
			expect(foldSubject(facts[0]?._id ?? '', facts).matters.has('completion')).toBe(true);
		}
	});

	test.each<[string, Record<string, string>, number[]]>([
		['a word', { text: 'Handtuch' }, [2]],
		['the beginning of one, in any case', { text: 'KART' }, [0, 1]],
		['several words, all of them', { text: 'wels kart' }, [1]],
		['umlauts as they are typed', { text: 'mueller' }, [0, 2, 3, 4]],
		['umlauts without dots', { text: 'muller spind' }, [3]],
		['sharp s', { text: 'strasse' }, [4]],
		['a name', { text: 'Maier' }, [1, 3]],
		['a KundenID', { text: '815' }, [1, 3]],
		['a house rule', { text: 'begleitp' }, [2]],
		['a longer word than the index has letters', { text: 'aufgebrochen' }, [3]],
		['a letter alone', { text: 's eva' }, [3]],
		['what nobody wrote', { text: 'Banane' }, []],
		['signs alone are no condition', { text: '?' }, [0, 1, 2, 3, 4]],
		['contact', { contact: '815' }, [1, 3]],
		['site', { site: 'LNU' }, [2, 3]],
		['kind', { kind: 'camera' }, [4]],
		['site and kind', { site: 'LNU', kind: 'feedback' }, [3]],
		['contact, site and text', { contact: '815', site: 'LNU', text: 'spind' }, [3]],
		['a period', { from: instant(430), until: instant(410) }, [2, 3]],
		['a period and a word', { until: instant(405), text: 'kart' }, [1]],
		['a period that ends before it begins', { from: instant(1), until: instant(500) }, []]
	])('%s', async (_what, query, found) => {
		expect(texts(await page(query))).toEqual(found.map((index) => ALL[index]));
	});

	test.each([
		['kind', { kind: 'x' }],
		['from', { from: 'gestern' }],
		['until', { until: '2026-02-30T00:00:00.000Z' }],
		['after', { after: 'x' }],
		['text', { text: 'x'.repeat(201) }],
		['limit', { limit: '0' }],
		['limit', { limit: '201' }],
		['limit', { limit: '1e2' }]
	])('bad input is named: %s', async (field, query) => {
		const response = await device.fetch(
			`/api/archive?${new URLSearchParams(query as Record<string, string>)}`
		);
		expect([response.status, await response.json()]).toMatchObject([400, { code: 'bad-request', field }]);
	});

	test('as many on a page as are asked for', async () => {
		const first = await page({ limit: '2' });
		expect(texts(first)).toEqual(ALL.slice(0, 2));
		const rest = await page({ limit: '200', after: first.next ?? '' });
		expect(texts(rest)).toEqual(ALL.slice(2));
		expect(rest.next).toBeUndefined();
	});

	test('nobody without a session', async () => {
		expect((await fetch(`${server.url}/api/archive`)).status).toBe(401);
	});

	test('somebody identified since is found under both, and so is a KundenID that changed', async () => {
		const message = messageOf(450, {
			contact: { kind: 'unknown', name: 'Mann, rote Jacke' },
			text: 'Unbekannt'
		});
		const contact = { kind: 'contact' as const, id: 'alt-1', name: 'Gruber, Max' };
		await write(server, message, identifyPerson(daysAgo(440), foldSubject(message._id, [message]), contact));
		await runArchive(server);
		expect(texts(await page({ text: 'jacke' }))).toEqual(['Unbekannt']);
		expect(texts(await page({ text: 'gruber' }))).toEqual(['Unbekannt']);
		expect(texts(await page({ contact: 'alt-1' }))).toEqual(['Unbekannt']);
		await changeDirectory(server.ctx, 'contactLinks', () => ({ links: [{ old: 'alt-1', new: 'neu-1' }] }));
		expect(texts(await page({ contact: 'neu-1' }))).toEqual(['Unbekannt']);
		await write(server, restoredOf(message, 0));
		await runArchive(server);
		expect(texts(await page({ contact: 'neu-1' }))).toEqual([]);
	});

	test('page by page, none twice and none left out, also where several have the same time', async () => {
		const many = Array.from({ length: 95 }, (_, index) =>
			messageOf(500 + Math.floor(index / 7), {
				text: `Nummer ${index}`,
				site: 'VIE',
				contact: { ...MAIER, id: 'viele' }
			})
		);
		await write(server, ...many);
		await runArchive(server);
		for (const query of [
			{ site: 'VIE' },
			{ text: 'nummer' },
			{ contact: 'viele' },
			{ text: 'nummer', kind: 'internal' }
		] as Record<string, string>[]) {
			const seen: string[] = [];
			const sizes: number[] = [];
			let after: string | undefined;
			do {
				const found: Page = await page({ ...query, ...(after === undefined ? {} : { after }) });
				seen.push(...texts(found));
				sizes.push(found.messages.length);
				after = found.next;
			} while (after !== undefined);
			expect(sizes.slice(0, 3)).toEqual([30, 30, 30]);
			expect(new Set(seen).size).toBe(95);
			expect(seen).toHaveLength(95);
		}
	});

	test('is there after a restart', async () => {
		await server.restart();
		expect(texts(await page({ text: 'handtuch' }))).toEqual(['Ohne Handtuch trainiert']);
	});
});
