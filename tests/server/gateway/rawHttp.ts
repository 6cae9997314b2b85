/** Requests byte by byte: `fetch` would tidy what an attacker sends. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { TestServer } from '../harness.ts';

/** Sends the bytes on a connection of its own. @returns all that comes back until the server closes it */
export async function converse({ url }: Pick<TestServer, 'url'>, bytes: string): Promise<string> {
	const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('latin1');
	// the server may hang up before it has taken all of it in
	socket.on('error', () => {});
	socket.write(bytes, 'latin1');
	let answer = '';
	try {
		for await (const chunk of socket as AsyncIterable<string>) answer += chunk;
	} catch {
		// hung up; what came before counts
	}
	return answer;
}

/** The same, but hangs up after what came first. */
export async function firstOf({ url }: Pick<TestServer, 'url'>, bytes: string): Promise<string> {
	const socket = connect(Number(new URL(url).port), '127.0.0.1').setEncoding('latin1');
	socket.write(bytes, 'latin1');
	const [first] = (await once(socket, 'data')) as [string];
	socket.destroy();
	return first;
}

/** The statuses of all answers on a connection, in their order. */
export function statusesIn(answer: string): number[] {
	return [...answer.matchAll(/HTTP\/1\.1 (\d{3}) [A-Z]/g)].map(([, status]) => Number(status));
}

/** A request from its lines, `Host` not included. */
export function lines(...parts: readonly string[]): string {
	return `${parts.join('\r\n')}\r\n\r\n`;
}
