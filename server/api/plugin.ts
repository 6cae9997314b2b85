import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import type { FastifyPluginAsync } from 'fastify';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { demoRoutes } from './demo.ts';
import { deviceRoutes } from './device.ts';
import { devicesRoutes } from './devices.ts';
import { guardRoutes } from './guard.ts';
import { importRoutes } from './import.ts';
import { pairingRoutes } from './pairing.ts';
import { peopleRoutes } from './people.ts';
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
	importRoutes,
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
	guardRoutes(app);
	const api = withValibot(app);
	for (const area of AREAS) area(api, ctx);
};
