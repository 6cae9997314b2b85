import { expect, test } from 'vitest';
import { issue } from '../../src/lib/domain/issue.ts';
import { WELS } from '../unit/domain/messages.ts';
import { foldOf, LabServer, until, type Tab } from './tablet.ts';

async function allSent(...tabs: readonly Tab[]): Promise<void> {
	await until(() => tabs.every(({ device }) => device.outbox.entries.length === 0));
}

/** Waits until all of these show what the server's facts make, and nothing is left to send. */
async function sameEverywhere(server: LabServer, ...tabs: readonly Tab[]): Promise<void> {
	await allSent(...tabs);
	await until(async () => {
		const state = foldOf(await server.facts());
		const shown = await Promise.all(tabs.map((tab) => tab.fold()));
		return shown.every((one) => one === state);
	});
}

test('G1 G2 G3 after all databases were lost and a backup was restored, all is the same everywhere again', async () => {
	const server = await LabServer.start();
	const tablets = [await server.tablet(), await server.tablet(), await server.tablet()] as const;
	// a browser has six connections to the lab, and each tablet keeps two of them: two are open at a time
	const one = await tablets[0].open();
	const three = await tablets[2].open();
	const { _id: about } = await one.write('vor der Sicherung');
	await until(async () => (await three.texts()).length === 1);
	await server.backup();

	// what the backup lacks: messages, and what others say of one that it has
	const alsoLost = await three.write('danach, von drei');
	await until(async () => (await one.texts()).length === 2);
	await tablets[2].close();
	const two = await tablets[1].open();
	await until(async () => (await two.texts()).length === 2);
	await one.write('danach, von eins');
	const passedOn = await two.say((writer) =>
		issue<'reassigned'>(writer, { type: 'reassigned', site: 'WEL', about, assignee: WELS })
	);
	await two.say((writer) => issue<'done'>(writer, { type: 'done', site: 'WEL', about }));
	await two.write('danach, von zwei');
	await sameEverywhere(server, one, two);
	const before = await one.fold();
	for (const fact of [passedOn, alsoLost]) expect(before).toContain(fact._id);
	// one is away and goes on writing, the third is closed
	await tablets[0].fault({ kind: 'drop' });
	await one.write('währenddessen, ohne Netz');

	await server.restore();
	expect(await server.texts()).toEqual(['vor der Sicherung']);
	two.sync.wake();
	await until(async () => (await server.texts()).includes('danach, von zwei'));
	await tablets[0].fault();
	one.sync.wake();
	await until(async () => (await server.texts()).includes('währenddessen, ohne Netz'));
	await sameEverywhere(server, one, two);
	await tablets[0].close();
	const again = await tablets[2].open();
	await until(async () => (await server.texts()).includes('danach, von drei'));
	await sameEverywhere(server, two, again);

	expect(await server.texts()).toEqual([
		'danach, von drei',
		'danach, von eins',
		'danach, von zwei',
		'done',
		'reassigned',
		'vor der Sicherung',
		'währenddessen, ohne Netz'
	]);
	// all that there was before, and what was written without network
	const lost = JSON.parse(before) as { id: string }[];
	const now = new Map((JSON.parse(await two.fold()) as { id: string }[]).map((it) => [it.id, it]));
	expect(lost.map(({ id }) => now.get(id))).toEqual(lost);
	expect(now.size).toBe(lost.length + 1);
	for (const tablet of tablets) await tablet.close();
	await server.stop();
}, 120_000);
