import { expect, it } from 'vitest';
import { Fetched } from '../../../src/lib/app/fetched.svelte.ts';

function controlled() {
	const asked: { give: (value: string) => void; fail: (error: Error) => void }[] = [];
	const fetched = new Fetched(() => new Promise<string>((give, fail) => asked.push({ give, fail })));
	return { asked, fetched };
}

it('what was there stays when asking again fails, and the failure is told', async () => {
	const { asked, fetched } = controlled();
	const first = fetched.load();
	asked[0]?.give('first');
	await first;
	const second = fetched.load();
	expect(fetched.asking).toBe(true);
	asked[1]?.fail(new Error('away'));
	await second;
	expect(fetched).toMatchObject({ value: 'first', asking: false, failure: new Error('away') });
});

it('an answer that was overtaken by a later one does not count', async () => {
	const { asked, fetched } = controlled();
	const both = [fetched.load(), fetched.load()];
	asked[1]?.give('later');
	asked[0]?.give('earlier');
	await Promise.all(both);
	expect(fetched.value).toBe('later');
});

it('what was said elsewhere is newer than what is still being asked', async () => {
	const { asked, fetched } = controlled();
	const asking = fetched.load();
	fetched.take('said');
	asked[0]?.give('asked');
	await asking;
	expect(fetched).toMatchObject({ value: 'said', asking: false });
});
