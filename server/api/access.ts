import type { Role } from '../../src/lib/domain/directory.ts';

/**
 * Who may call a route. `anyone`: without a session too · `session`: every device and person · `device`: paired devices alone,
 * since a person proves themselves by password · roles: persons who have one of them (DESIGN § 6).
 */
export type Access = 'anyone' | 'session' | 'device' | readonly Role[];

const ADMIN: readonly Role[] = ['admin'];
const LEAD: readonly Role[] = ['lead', 'admin'];

/**
 * Every route of `/api` and who may call it; `GET /health` aside, which has to answer while there is no database to ask. A route
 * that is not in here cannot be registered.
 */
export const access: Readonly<Record<string, Access>> = {
	'GET /setup': 'anyone',
	'POST /setup': 'anyone',
	'POST /sign-in': 'anyone',
	'POST /pair': 'anyone',
	// says itself that there is no session, or that the device is retired or lost
	'GET /device': 'anyone',
	// signing out twice is no mistake
	'POST /sign-out': 'anyone',
	'POST /shift/verify': 'device',
	'POST /shift/change-pin': 'device',
	'POST /pairings': LEAD,
	'GET /devices': LEAD,
	'POST /devices/:account/retire': LEAD,
	'POST /devices/:account/lost': LEAD,
	'GET /people': LEAD,
	'POST /people/:staff/pin': LEAD,
	'POST /people/:staff/account': ADMIN,
	'GET /settings': 'session',
	'PUT /settings': ADMIN,
	'POST /import/preview': ADMIN,
	'POST /import/run': ADMIN,
	'POST /demo': ADMIN
};

/** The entry of a route in {@link access}. @throws Error where there is none */
export function accessOf(method: string, path: string): Access {
	const found = access[`${method === 'HEAD' ? 'GET' : method} ${path}`];
	if (found === undefined) throw new Error(`${method} ${path} is missing in server/api/access.ts`);
	return found;
}
