import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Calls back once nothing can be answered any more: the answer is out, or the connection gone. An answer that waits behind another
 * one on its connection (pipelining) hears nothing of that itself.
 */
export function whenOver(request: IncomingMessage, response: ServerResponse, callback: () => void): void {
	const { socket } = request;
	let isOver = false;
	const over = (): void => {
		// the end of the connection is told to both, and a listener that was just removed still hears it
		if (isOver) return;
		isOver = true;
		socket.off('close', over);
		response.off('close', over);
		callback();
	};
	// one for each request that waits on the connection; Node warns of more than ten
	socket.setMaxListeners(0);
	socket.once('close', over);
	response.once('close', over);
}

/**
 * Counts the requests that are being answered. Node closes idle connections when a server closes, but not those that a browser
 * opened ahead of need and never used: the server would wait for them for a minute.
 */
export class OpenRequests {
	readonly #sockets = new Set<Socket>();
	#open = 0;
	#whenNone: () => void = () => {};

	constructor(server: Server) {
		server.on('connection', (socket: Socket) => {
			this.#sockets.add(socket);
			socket.once('close', () => this.#sockets.delete(socket));
		});
		server.on('request', (request: IncomingMessage, response: ServerResponse) => {
			this.#open += 1;
			whenOver(request, response, () => {
				this.#open -= 1;
				if (this.#open === 0) this.#whenNone();
			});
		});
	}

	/** Closes every connection; Node's own `closeAllConnections` leaves those alone on which somebody asked for another protocol. */
	close(): void {
		for (const socket of this.#sockets) socket.destroy();
	}

	/** Settles once nothing is being answered. */
	none(): Promise<void> {
		return new Promise((resolve) => {
			this.#whenNone = resolve;
			if (this.#open === 0) resolve();
		});
	}
}
