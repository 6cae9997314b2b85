import { expect, test } from 'vitest';
import { LabServer, until } from './tablet.ts';

test('G1 G2 G3 after a restore from a backup all tablets have all again', async () => {
	const server = await LabServer.start();
	const [first, second] = [await server.tablet(), await server.tablet()];
	const [one, two] = [await first.open(), await second.open()];
	await one.write('vor der Sicherung');
	await until(async () => (await two.texts()).length === 1);
	await server.backup();
	await one.write('danach, von eins');
	await two.write('danach, von zwei');
	const all = ['danach, von eins', 'danach, von zwei', 'vor der Sicherung'];
	await until(async () => [await one.texts(), await two.texts()].every((texts) => texts.length === 3));
	await until(() => one.device.outbox.entries.length + two.device.outbox.entries.length === 0);

	await server.restore();
	expect(await server.texts()).toEqual(['vor der Sicherung']);
	one.sync.wake();
	two.sync.wake();
	await until(async () => (await server.texts()).length === 3);
	expect(await server.texts()).toEqual(all);
	await until(async () =>
		[await one.texts(), await two.texts()].every((texts) => texts.join() === all.join())
	);
	await until(() => one.device.outbox.entries.length + two.device.outbox.entries.length === 0);
	for (const tablet of [first, second]) await tablet.close();
	await server.stop();
});
