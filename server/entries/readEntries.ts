import { DEFAULT_SETTINGS } from '../../src/lib/domain/directory.ts';
import type { ServerContext } from '../context.ts';
import { openDirectory } from '../directory/openDirectory.ts';
import { readTable } from '../import/readTable.ts';
import { UnreadableFile } from '../import/unreadableFile.ts';
import { readEntryList } from './entryList.ts';
import { entryTable } from './entryTable.ts';
import type { EntryTimes } from './entryTime.ts';
import { SiteClock } from './siteClock.ts';
import { takeEntries, type EntryReport } from './takeEntries.ts';

type Ground = Pick<ServerContext, 'couch' | 'accounts' | 'clock' | 'random'>;

/** The sites that events may name, and how their clocks go. */
async function readerOf(ground: Ground): Promise<{ sites: ReadonlySet<string>; times: EntryTimes }> {
	const directory = openDirectory(ground);
	const sites = (await directory.readDoc('sites'))?.sites ?? [];
	const { timeZone } = (await directory.readDoc('settings')) ?? DEFAULT_SETTINGS;
	const zones = new Map(sites.map((site) => [site.id, site.timeZone ?? timeZone]));
	const clock = new SiteClock((site) => zones.get(site) ?? timeZone);
	return { sites: new Set(zones.keys()), times: { clock, now: ground.clock() } };
}

/**
 * Takes in a file of the access control.
 * @param most rows, good and bad together
 * @throws UnreadableFile when it could not be read at all, or has more rows
 */
export async function takeEntryFile(ground: Ground, bytes: Buffer, most = Infinity): Promise<EntryReport> {
	const { sites, times } = await readerOf(ground);
	const { items, rejected } = await readTable(bytes, entryTable(times), sites);
	if (items.length + rejected.length > most) {
		throw new UnreadableFile('too-many-rows', `Die Datei hat mehr als ${most.toLocaleString('de')} Zeilen.`);
	}
	return await takeEntries(ground, items, rejected);
}

/** Takes in a list of events in JSON; one that is malformed only rejects itself. */
export async function takeEntryList(ground: Ground, list: readonly unknown[]): Promise<EntryReport> {
	const { sites, times } = await readerOf(ground);
	const { items, rejected } = readEntryList(list, sites, times);
	return await takeEntries(ground, items, rejected);
}
