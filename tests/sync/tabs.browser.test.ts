import * as v from 'valibot';
import { test } from 'vitest';
import { browserStorage } from '../../src/lib/data/browserStorage.ts';
import { openDevice } from '../../src/lib/data/device.ts';
import { messageOf, onServer, STAMP, until } from '../unit/data/contract/samples.ts';
import { openOtherTab } from './otherTab.ts';

test('two pages of one browser hear of each other: outbox, replica, generation, settings', async () => {
	const prefix = `pages-${crypto.randomUUID()}`;
	const device = await openDevice({ storage: browserStorage(prefix) });
	const other = await openOtherTab(prefix);
	const shown = new Set<string>();
	await other.device.messages.follow({
		arrived: (facts) => facts.forEach((fact) => shown.add(fact._id)),
		gone: (ids) => ids.forEach((id) => shown.delete(id))
	});
	const [fact, second] = [messageOf('eins'), messageOf('zwei')];

	await device.outbox.add(fact, STAMP);
	await until(() => other.device.outbox.entries.length === 1);
	await other.device.outbox.markAttempted([fact._id]);
	await until(() => device.outbox.entries[0]?.attempted === true);

	const arrive = async (generation: string, ...facts: object[]): Promise<void> => {
		const target = await device.messages.replica.target(generation);
		await target.bulkDocs(facts as never[], { new_edits: false });
	};
	await arrive('g1', onServer(fact));
	await until(() => shown.has(fact._id));
	await device.messages.replica.completed('g1', () => Promise.resolve());
	await arrive('g2', onServer(second));
	await device.messages.replica.completed('g2', () => Promise.resolve());
	await until(() => shown.has(second._id) && !shown.has(fact._id));

	await device.outbox.settle([fact._id]);
	await until(() => other.device.outbox.entries.length === 0);
	await device.settings.set('app.theme', 'dark');
	await until(() => other.device.settings.get('app.theme', v.string()) === 'dark');
	await other.device.close();
	other.close();
	await device.destroy();
});
