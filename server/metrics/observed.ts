import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Gauge } from 'prom-client';
import type { ServerContext } from '../context.ts';
import { DATABASES } from '../couchdb/names.ts';

/** A device that was not heard of for longer counts as silent, ms. */
const SILENT_AFTER = 24 * 3_600_000;

/** Adds what is looked up whenever somebody asks for the metrics: the same from every server of an installation. */
export function observe(ctx: ServerContext): void {
	const { metrics, version, database, config } = ctx;
	const registers = [metrics.registry];
	new Gauge({
		name: 'dienstbuch_info',
		help: 'Always 1; the version is a label',
		labelNames: ['version'],
		registers
	}).set({ version }, 1);
	new Gauge({
		name: 'dienstbuch_database_up',
		help: '1 where the database is set up and answers',
		registers,
		async collect() {
			this.set(database.state.status === 'ready' && (await database.answers()) ? 1 : 0);
		}
	});
	observeSizes(ctx);
	observeDevices(ctx);
	const { tls } = config;
	if (!tls) return;
	new Gauge({
		name: 'dienstbuch_certificate_expires_timestamp_seconds',
		help: 'Until when the certificate in TLS_CERT is good',
		registers,
		collect() {
			this.set(expiryOf(tls.cert) ?? NaN);
		}
	});
}

/** Until when a certificate is good, s; undefined where the file is none at the moment. */
function expiryOf(file: string): number | undefined {
	try {
		return Date.parse(new X509Certificate(readFileSync(file, 'utf8')).validTo) / 1000;
	} catch {
		return undefined;
	}
}

interface DatabaseInfo {
	readonly doc_count: number;
	/** The embedded database does not say */
	readonly sizes?: { readonly file: number };
}

function observeSizes({ metrics, couch, database }: ServerContext): void {
	const registers = [metrics.registry];
	const bytes = new Gauge({
		name: 'dienstbuch_database_bytes',
		help: 'Size of the files of a database, where it says',
		labelNames: ['database'],
		registers
	});
	new Gauge({
		name: 'dienstbuch_database_documents',
		help: 'Documents of a database',
		labelNames: ['database'],
		registers,
		async collect() {
			this.reset();
			bytes.reset();
			if (database.state.status !== 'ready') return;
			for (const name of DATABASES) {
				const info = (await couch.nano.db.get(couch.nameOf(name)).catch(() => undefined)) as
					DatabaseInfo | undefined;
				if (!info) continue;
				this.set({ database: name }, info.doc_count);
				if (info.sizes) bytes.set({ database: name }, info.sizes.file);
			}
		}
	});
}

function observeDevices({ metrics, accounts, database, clock }: ServerContext): void {
	new Gauge({
		name: 'dienstbuch_devices',
		help: 'Paired devices; silent: active, and not heard of for a day',
		labelNames: ['status'],
		registers: [metrics.registry],
		async collect() {
			this.reset();
			if (database.state.status !== 'ready') return;
			const all = await accounts.listAccounts().catch(() => []);
			for (const { kind, status, lastSeen } of all) {
				if (kind !== 'device') continue;
				const silent = status === 'active' && clock() - (lastSeen ?? 0) > SILENT_AFTER;
				this.inc({ status: silent ? 'silent' : status });
			}
		}
	});
}
