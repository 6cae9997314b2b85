import type { Contact } from '../../../src/lib/domain/directory.ts';
import { CONTACTS_PER_PAGE } from '../../../src/lib/domain/limits.ts';
import { ContactIndex } from '../../../src/lib/search/contactIndex.ts';
import { madeUpContacts, repeatable } from './madeUpContacts.ts';
import { naiveSearch } from './naiveSearch.ts';

const LIMIT = 10;

/** What was measured with so many contacts; times in milliseconds. */
export interface SearchFigures {
	contacts: number;
	buildMs: number;
	replacePageMs: number;
	heapMb: number | undefined;
	keystrokes: number;
	p50Ms: number;
	p95Ms: number;
	maxMs: number;
	slowest: string[];
	naiveP50Ms: number;
	naiveP95Ms: number;
	/** Naive p95 ÷ ours */
	ratioP95: number;
}

/** Keystroke to results in the search index beside the naive way, for 5,000, 50,000 and 250,000 made-up contacts. */
export async function run(): Promise<{ sizes: SearchFigures[] }> {
	const sizes: SearchFigures[] = [];
	for (const count of [5_000, 50_000, 250_000]) sizes.push(measure(asRead(madeUpContacts(count))));
	return { sizes };
}

function measure(contacts: Contact[]): SearchFigures {
	const pages: Contact[][] = [];
	for (let at = 0; at < contacts.length; at += CONTACTS_PER_PAGE) {
		pages.push(contacts.slice(at, at + CONTACTS_PER_PAGE));
	}
	load(pages);
	const heapBefore = usedHeap();
	const buildStart = performance.now();
	const index = load(pages);
	const buildMs = performance.now() - buildStart;
	const heapAfter = usedHeap();

	const replaceStart = performance.now();
	index.replacePage('contacts:0000', pages[0] ?? []);
	index.settle();
	const replacePageMs = performance.now() - replaceStart;

	const keystrokes = typedQueries(contacts).flatMap(prefixesOf);
	const options = {
		limit: LIMIT,
		homeSite: 'LNU',
		boost: new Map(contacts.slice(0, 30).map((one, at) => [one.id, at]))
	};
	for (const query of keystrokes) index.search(query, options);
	const ours = keystrokes.map((query) => ({ query, ms: timed(() => index.search(query, options)) }));
	const times = ours.map((one) => one.ms);
	const naiveQueries = keystrokes.filter((_, at) => at % Math.ceil(keystrokes.length / 25) === 0);
	const naive = naiveQueries.map((query) => timed(() => naiveSearch(contacts, query, LIMIT)));
	const slowest = [...ours].sort((a, b) => b.ms - a.ms).slice(0, 3);
	return {
		contacts: contacts.length,
		buildMs: rounded(buildMs),
		replacePageMs: rounded(replacePageMs),
		heapMb: heapBefore && heapAfter ? rounded((heapAfter - heapBefore) / 1e6) : undefined,
		keystrokes: keystrokes.length,
		p50Ms: quantile(times, 0.5),
		p95Ms: quantile(times, 0.95),
		maxMs: quantile(times, 1),
		slowest: slowest.map((one) => `${one.query}: ${rounded(one.ms)}`),
		naiveP50Ms: quantile(naive, 0.5),
		naiveP95Ms: quantile(naive, 0.95),
		ratioP95: rounded(quantile(naive, 0.95) / quantile(times, 0.95))
	};
}

/** As they come out of a store: strings put together by code are slower to read for the first time. */
function asRead(contacts: Contact[]): Contact[] {
	return JSON.parse(JSON.stringify(contacts)) as Contact[];
}

function load(pages: readonly Contact[][]): ContactIndex {
	const index = new ContactIndex();
	for (const [at, page] of pages.entries())
		index.replacePage(`contacts:${String(at).padStart(4, '0')}`, page);
	index.settle();
	return index;
}

/** What people type: names forwards and backwards, mistyped, numbers of each kind, mixtures. */
function typedQueries(contacts: readonly Contact[]): string[] {
	const random = repeatable(7);
	return Array.from(
		{ length: 24 },
		() => contacts[Math.floor(random() * contacts.length)] as Contact
	).flatMap((one) => [
		`${one.last} ${one.first}`,
		`${one.first.slice(0, 3)} ${one.last.slice(0, 4)}`,
		swapped(one.last),
		one.id,
		one.card,
		one.card.slice(2),
		one.phone,
		one.birth.split('-').reverse().join('.'),
		`${one.last} ${one.birth.slice(0, 4)}`
	]);
}

/** The third and fourth letter swapped. */
function swapped(name: string): string {
	return name.slice(0, 2) + name.slice(3, 4) + name.slice(2, 3) + name.slice(4);
}

function prefixesOf(text: string): string[] {
	return Array.from(text, (_, at) => text.slice(0, at + 1));
}

function timed(work: () => unknown): number {
	const start = performance.now();
	work();
	return performance.now() - start;
}

/** Bytes in use after a collection; undefined unless Node runs with --expose-gc. */
function usedHeap(): number | undefined {
	if (typeof globalThis.gc !== 'function') return undefined;
	globalThis.gc();
	const { heapUsed, arrayBuffers } = process.memoryUsage();
	return heapUsed + arrayBuffers;
}

function quantile(values: readonly number[], share: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return rounded(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function rounded(value: number): number {
	return Math.round(value * 1000) / 1000;
}
