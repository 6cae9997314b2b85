import type { Plugin } from 'vite';
import { describe, expect, it, vi } from 'vitest';
import { showBuildErrors } from '../../../scripts/build/showBuildErrors.mjs';

describe('the error of a build that failed', () => {
	const closing = (isBuilt: boolean, handler: () => void) => {
		const plugin: Plugin = { name: 'worker', closeBundle: { sequential: true, handler } };
		const [kept] = showBuildErrors([plugin, false], () => isBuilt);
		return (kept as { closeBundle: { sequential: boolean; handler(): Promise<void> } }).closeBundle;
	};

	it('is not replaced by what a plugin misses afterwards', async () => {
		const handler = vi.fn();
		await closing(false, handler).handler();
		expect(handler).not.toHaveBeenCalled();
	});

	it('costs nothing where the build went well', async () => {
		const handler = vi.fn();
		const hook = closing(true, handler);
		await hook.handler();
		expect(handler).toHaveBeenCalledOnce();
		expect(hook.sequential).toBe(true);
	});
});
