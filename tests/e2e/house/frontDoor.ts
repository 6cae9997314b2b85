/** One address before several servers, as a load balancer is: each connection goes to the next of them that runs. */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Passes connections on. */
export class FrontDoor {
	/** Ports of the servers that run */
	ports: readonly number[] = [];
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();
	#turn = 0;

	private constructor() {
		this.#server = createServer((browser) => this.#lead(browser));
	}

	/** Opens one on a free port of loopback. */
	static async open(): Promise<FrontDoor> {
		const door = new FrontDoor();
		await new Promise<void>((resolve) => door.#server.listen(0, '127.0.0.1', resolve));
		return door;
	}

	/** Address without a slash at the end */
	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async close(): Promise<void> {
		const closed = new Promise((resolve) => this.#server.close(resolve));
		for (const socket of this.#sockets) socket.destroy();
		await closed;
	}

	#lead(browser: Socket): void {
		this.#turn += 1;
		const port = this.ports[this.#turn % this.ports.length];
		if (port === undefined) return void browser.destroy();
		const server = connect(port, '127.0.0.1');
		this.#tie(browser, server);
		this.#tie(server, browser);
	}

	/** What one end sends the other gets; where one is gone, the other goes too. */
	#tie(end: Socket, other: Socket): void {
		this.#sockets.add(end);
		end.pipe(other);
		end.on('error', () => other.destroy());
		end.on('close', () => {
			this.#sockets.delete(end);
			other.destroy();
		});
	}
}
