import { answer } from './fakeServer.ts';
import type { Prng } from './prng.ts';
import type { Network } from './tab.ts';

const lost = (): never => {
	throw new TypeError('Failed to fetch');
};

/** The first half of an answer, and then nothing but an error. */
async function cut(response: Response): Promise<Response> {
	const bytes = new Uint8Array(await response.arrayBuffer());
	const stream = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(bytes.slice(0, bytes.length / 2));
			controller.error(new TypeError('network error'));
		}
	});
	const { status, headers } = response;
	return new Response(stream, { status, headers });
}

/** What can happen instead of an answer, or to it. */
const faults: readonly Network[] = [
	lost,
	async (server, caller, address, init) => {
		await server.handle(caller, address, init);
		return lost();
	},
	async (server, caller, address, init) =>
		address.includes('longpoll') ? lost() : cut(await server.handle(caller, address, init)),
	async () => answer(401, { code: 'no-session' }),
	async () => answer(413, { code: 'too-large' }),
	async () => answer(429, {}, { 'retry-after': '7' }),
	async () => answer(500, {}),
	async () => answer(200, 'null'),
	async () => new Response('<html>WLAN</html>', { headers: { 'content-type': 'text/html' } }),
	async () => new Response(null, { status: 302, headers: { location: 'http://portal' } })
];

/** A network that fails with that probability, as the seed has it. */
export function faultyNetwork(prng: Prng, probability: () => number): Network {
	return (server, caller, address, init) => {
		if (!prng.chance(probability())) return server.handle(caller, address, init);
		const fault = prng.pick(faults);
		return fault(server, caller, address, init);
	};
}
