import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { FastifyPluginAsync } from 'fastify';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { API_LIMITS, Crowd } from '../gateway/crowd.ts';
import { whenOver } from '../openRequests.ts';
import { archiveRoutes } from './archive.ts';
import { arrivedRoutes } from './arrived.ts';
import { auditRoutes } from './audit.ts';
import { boardRoutes } from './board.ts';
import { connectorRoutes } from './connectors.ts';
import { demoRoutes } from './demo.ts';
import { deviceRoutes } from './device.ts';
import { devicesRoutes } from './devices.ts';
import { isEntriesKey } from '../entries/key.ts';
import { entryRoutes } from './entries.ts';
import { guardRoutes } from './guard.ts';
import { importRoutes } from './import.ts';
import { listRoutes } from './lists.ts';
import { pairingRoutes } from './pairing.ts';
import { passwordRoutes } from './password.ts';
import { peopleRoutes } from './people.ts';
import { pictureRoutes } from './pictures.ts';
import { privacyRoutes } from './privacy.ts';
import { rescueRoutes } from './rescue.ts';
import { settingsRoutes } from './settings.ts';
import { setupRoutes } from './setup.ts';
import { shiftRoutes } from './shift.ts';
import { signInRoutes } from './signIn.ts';
import { MAX_UPLOAD_BYTES } from './uploads.ts';
import { withValibot, type Api } from './valibot.ts';

/** An area of the API: registers its routes. */
export type ApiArea = (api: Api, ctx: ServerContext) => void;

const AREAS: readonly ApiArea[] = [
	setupRoutes,
	signInRoutes,
	deviceRoutes,
	pairingRoutes,
	devicesRoutes,
	shiftRoutes,
	peopleRoutes,
	settingsRoutes,
	connectorRoutes,
	boardRoutes,
	archiveRoutes,
	auditRoutes,
	passwordRoutes,
	listRoutes,
	importRoutes,
	entryRoutes,
	arrivedRoutes,
	pictureRoutes,
	privacyRoutes,
	rescueRoutes,
	demoRoutes
];

/** Everything under `/api`, the health check aside. Who may call what stands in `access.ts`. */
export const apiPlugin: FastifyPluginAsync<{ ctx: ServerContext }> = async (app, { ctx }) => {
	await app.register(rateLimit, {
		global: false,
		errorResponseBuilder: (_request, { ttl }) =>
			new ServerError('too-many-tries', { retryAfter: Math.ceil(ttl / 1000) })
	});
	await app.register(multipart, {
		limits: { files: 3, fields: 0, parts: 3, fileSize: MAX_UPLOAD_BYTES, fieldNameSize: 20, headerPairs: 20 }
	});
	const crowd = new Crowd(ctx.clock, API_LIMITS);
	app.addHook('onRequest', async ({ raw, session }, reply) => {
		if (session) whenOver(raw, reply.raw, crowd.enter(session.identity.account));
	});
	guardRoutes(app, (key) => isEntriesKey(ctx.couch, key));
	const api = withValibot(app);
	for (const area of AREAS) area(api, ctx);
};
