import { Api } from './api.ts';
import { BuiltServer, type BuiltServerOptions } from './builtServer.ts';
import { CONTACTS_CSV, GIVEN_PIN, SITES_CSV, STAFF_CSV } from './csv.ts';
import { ADMIN, COLLEAGUES, COMPANY, STUDIO } from './people.ts';

/** A server with the chain of the tests in it. */
export class House {
	readonly server: BuiltServer;
	/** As the administrator */
	readonly admin: Api;

	private constructor(server: BuiltServer, admin: Api) {
		this.server = server;
		this.admin = admin;
	}

	/** Starts the server and makes it what a chain would have after its first day. */
	static async open(options: BuiltServerOptions = {}): Promise<House> {
		const server = await BuiltServer.start(options);
		const house = new House(server, new Api(server.url));
		const code = new URL(server.setupLink).hash.replace('#code=', '');
		await house.admin.post('/api/setup', { code, company: COMPANY, ...ADMIN });
		await house.#import();
		await house.#choosePins();
		return house;
	}

	get url(): string {
		return this.server.url;
	}

	/** A link that pairs one browser. */
	async pairingLink(label = 'Tablet Empfang', site = STUDIO.id): Promise<string> {
		const made = (await this.admin.post('/api/pairings', { site, label })) as { code: string };
		return `${this.url}/pair#code=${made.code}`;
	}

	/** Stops the server and removes all that it left. */
	async close(): Promise<void> {
		await this.server.remove();
	}

	async #import(): Promise<void> {
		const files = new FormData();
		const csv = { sites: SITES_CSV, staff: STAFF_CSV, contacts: CONTACTS_CSV };
		for (const [name, text] of Object.entries(csv)) files.append(name, new Blob([text]), `${name}.csv`);
		const { token } = (await this.admin.post('/api/import/preview', files)) as { token: string };
		await this.admin.post(`/api/import/run?${new URLSearchParams({ token })}`, files);
	}

	/** Everyone has a PIN of their own already: choosing it is a test of its own. */
	async #choosePins(): Promise<void> {
		const device = new Api(this.url);
		const code = new URL(await this.pairingLink('Büro')).hash.replace('#code=', '');
		await device.post('/api/pair', { code });
		await Promise.all(
			COLLEAGUES.map(({ id, pin }) =>
				device.post('/api/shift/change-pin', { staff: id, pin: GIVEN_PIN, newPin: pin })
			)
		);
	}
}
