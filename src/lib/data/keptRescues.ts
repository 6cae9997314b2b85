import { IdbRows } from './idbRows.ts';
import { RESCUE_TABLES } from './rows.ts';

const TABLE = RESCUE_TABLES[0];

/** Sealed Sicherungsdateien, by device: in a database of their own, which a wipe leaves alone. Nobody here can read what is in them. */
export class KeptRescues {
	readonly #rows: IdbRows;

	private constructor(rows: IdbRows) {
		this.#rows = rows;
	}

	/** @throws StorageLost */
	static async open(): Promise<KeptRescues> {
		return new KeptRescues(await IdbRows.open('dienstbuch-rescue', RESCUE_TABLES));
	}

	/** Their texts, by device. */
	async all(): Promise<ReadonlyMap<string, string>> {
		const rows = await this.#rows.all(TABLE);
		return new Map([...rows].map(([device, text]) => [device, String(text)]));
	}

	/** Keeps a file in place of one that the same device had. @throws StorageFull */
	keep(device: string, text: string): Promise<void> {
		return this.#rows.write(TABLE, new Map([[device, text]]));
	}

	remove(device: string): Promise<void> {
		return this.#rows.write(TABLE, new Map([[device, undefined]]));
	}

	close(): void {
		this.#rows.close();
	}
}
