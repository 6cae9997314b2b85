import type { FastifyInstance } from 'fastify';
import type { ServerContext } from './context.ts';

/** `GET /api/health` (DESIGN § 8): answers without a database too, and says so. */
export function healthRoute(app: FastifyInstance, { database, version }: ServerContext): void {
	app.get('/api/health', async (_request, reply) => {
		reply.header('cache-control', 'no-store');
		const { state } = database;
		if (state.status !== 'ready' || !(await database.answers())) {
			return reply.code(503).send({ status: 'database away', version });
		}
		const { version: couchdb, engine, embedded } = state;
		return { status: 'ok', version, couchdb: { version: couchdb, engine, embedded } };
	});
}
