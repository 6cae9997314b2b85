import Fastify from 'fastify';
import type * as v from 'valibot';
import { access } from '../../../server/api/access.ts';
import { apiPlugin } from '../../../server/api/plugin.ts';
import type { TestServer } from '../harness.ts';

/** A route of `/api` with the schemas that it was registered with. */
export interface Route {
	readonly method: string;
	/** With `:name` where a parameter stands, and with `/api` */
	readonly path: string;
	readonly schema: {
		readonly body?: v.GenericSchema;
		readonly querystring?: v.GenericSchema;
		readonly params?: v.GenericSchema;
	};
}

/** All routes of the API, from the areas themselves: a new one is fuzzed without anybody thinking of it. */
export async function allRoutes({ ctx }: TestServer): Promise<Route[]> {
	const app = Fastify();
	const routes: Route[] = [];
	app.addHook('onRoute', ({ method, url, schema }) => {
		const given = (schema ?? {}) as Route['schema'];
		for (const one of [method].flat())
			if (one !== 'HEAD') routes.push({ method: one, path: url, schema: given });
	});
	await app.register(apiPlugin, { prefix: '/api', ctx });
	await app.ready();
	await app.close();
	return routes;
}

/** How many the access table names. */
export const NUMBER_OF_ROUTES = Object.keys(access).length;
