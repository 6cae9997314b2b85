import { browserChannel } from '../data/browserStorage.ts';
import type { Environment, Locks } from './environment.ts';

/** On `http://192.168…` there are no Web Locks (not a secure context). Then each tab syncs, which is wasteful but right: all that it does twice counts once. */
const noLocks: Locks = {
	request: (_name, _options, hold) => hold()
};

/** The real browser. */
export function browserEnvironment(): Environment {
	return {
		fetch: (address, init) => fetch(address, init),
		origin: location.origin,
		now: () => Date.now(),
		monotonic: () => performance.now(),
		random: () => Math.random(),
		randomBytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
		page: Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join(''),
		later(callback, ms) {
			const timer = setTimeout(callback, ms);
			return () => clearTimeout(timer);
		},
		online: () => navigator.onLine,
		visible: () => document.visibilityState === 'visible',
		onChange(listener) {
			const events: readonly (readonly [EventTarget, string])[] = [
				[window, 'online'],
				[window, 'offline'],
				[window, 'pageshow'],
				[document, 'visibilitychange']
			];
			for (const [target, name] of events) target.addEventListener(name, listener);
			return () => {
				for (const [target, name] of events) target.removeEventListener(name, listener);
			};
		},
		locks: (navigator.locks as LockManager | undefined)
			? { request: async (name, options, hold) => void (await navigator.locks.request(name, options, hold)) }
			: noLocks,
		channel: browserChannel
	};
}
