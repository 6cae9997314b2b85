import { expect, test, vi } from 'vitest';
import { Wipe } from '../../../src/lib/app/wipe.svelte.ts';
import { MemoryStorage } from '../data/memoryStorage.ts';

/** The windows of one browser. */
function windows(count: number): { wipe: Wipe; letGo: ReturnType<typeof vi.fn<() => Promise<void>>> }[] {
	const storage = new MemoryStorage();
	return Array.from({ length: count }, () => {
		const letGo = vi.fn(() => Promise.resolve());
		return { wipe: new Wipe(storage.channel('wipe'), letGo), letGo };
	});
}
const heard = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

test('the other windows let go before anything is removed, and hear when it is', async () => {
	const [one, other] = windows(2);
	let removed = (): void => undefined;
	const wiping = one?.wipe.run(() => new Promise((resolve) => (removed = resolve)));
	await heard();
	expect(other?.wipe.elsewhere).toBe('begun');
	removed();
	await wiping;
	await heard();
	expect(other?.wipe.elsewhere).toBe('done');
	expect(other?.letGo).toHaveBeenCalledOnce();
	expect(one?.wipe.elsewhere).toBeUndefined();
	expect(one?.letGo).not.toHaveBeenCalled();
});

test('a window that has let go leaves the wipe to the one that is at it', async () => {
	const [one, other] = windows(2);
	const wiping = one?.wipe.run(heard);
	await heard();
	const remove = vi.fn(() => Promise.resolve());
	await other?.wipe.run(remove);
	expect(remove).not.toHaveBeenCalled();
	await wiping;
});

test('two that begin at once do not keep each other from it', async () => {
	const both = windows(2);
	const remove = vi.fn(heard);
	await Promise.all(both.map(({ wipe }) => wipe.run(remove)));
	await heard();
	expect(remove).toHaveBeenCalledTimes(2);
	for (const { wipe, letGo } of both) {
		expect(wipe.elsewhere).toBeUndefined();
		expect(letGo).not.toHaveBeenCalled();
	}
});

test('one that failed is over for the others too', async () => {
	const [one, other] = windows(2);
	const failing = one?.wipe.run(() => Promise.reject(new Error('blocked')));
	await expect(failing).rejects.toThrow('blocked');
	await heard();
	expect(other?.wipe.elsewhere).toBe('done');
});
