import type { Server, ServerResponse } from 'node:http';

/**
 * Counts the requests that are being answered. Node closes idle connections when a server closes, but not those that a browser
 * opened ahead of need and never used: the server would wait for them for a minute.
 */
export class OpenRequests {
	#open = 0;
	#whenNone: () => void = () => {};

	constructor(server: Server) {
		server.on('request', (_request, response: ServerResponse) => {
			this.#open += 1;
			response.once('close', () => {
				this.#open -= 1;
				if (this.#open === 0) this.#whenNone();
			});
		});
	}

	/** Settles once nothing is being answered. */
	none(): Promise<void> {
		return new Promise((resolve) => {
			this.#whenNone = resolve;
			if (this.#open === 0) resolve();
		});
	}
}
