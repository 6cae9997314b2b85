import type { FastifyInstance } from 'fastify';
import type { Database } from './couchdb/database.ts';

/** `GET /api/health` (DESIGN § 8): answers without a database too, and says so. */
export function healthRoute(
	app: FastifyInstance,
	{ database, version }: { readonly database: Pick<Database, 'state' | 'answers'>; readonly version: string }
): void {
	let asking: Promise<boolean> | undefined;
	/** It is open to anyone: however many ask at once, the database is asked once. */
	function databaseAnswers(): Promise<boolean> {
		asking ??= database.answers().finally(() => (asking = undefined));
		return asking;
	}

	app.get('/api/health', async (_request, reply) => {
		reply.header('cache-control', 'no-store');
		const { state } = database;
		if (state.status !== 'ready' || !(await databaseAnswers())) {
			return reply.code(503).send({ status: 'database away', version });
		}
		const { version: couchdb, engine, embedded } = state;
		return { status: 'ok', version, couchdb: { version: couchdb, engine, embedded } };
	});
}
