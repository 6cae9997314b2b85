import type { Role } from '../../src/lib/domain/directory.ts';

/**
 * Who may call a route. `anyone`: without a session too · `session`: every device and person · `sending`: these, and a
 * retired device, which sends what it has (DESIGN § 6) · `device`: paired devices alone,
 * since a person proves themselves by password · roles: persons who have one of them (DESIGN § 6) · `key`:
 * programs that bring the key for entry events, and nobody by their session.
 */
export type Access = 'anyone' | 'session' | 'sending' | 'device' | 'key' | readonly Role[];

const ADMIN: readonly Role[] = ['admin'];
/** Whoever signs in with a password. */
const PERSON: readonly Role[] = ['staff', 'lead', 'office', 'admin'];
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
	'POST /people/:staff/password': ADMIN,
	'POST /people/:staff/sign-out': ADMIN,
	'POST /password': PERSON,
	'GET /audit': ADMIN,
	'GET /audit/arrivals': ADMIN,
	'POST /audit/arrivals': ADMIN,
	'POST /audit/exported': ADMIN,
	'GET /settings': 'session',
	'PUT /settings': ADMIN,
	'GET /connectors': ADMIN,
	'PUT /connectors': ADMIN,
	'GET /connectors/state': ADMIN,
	'GET /board': 'session',
	'GET /archive': 'session',
	'GET /lists/:name': ADMIN,
	'PUT /lists/:name': ADMIN,
	'POST /import/preview': ADMIN,
	'POST /import/run': ADMIN,
	'GET /imports': ADMIN,
	'POST /entries': 'key',
	'POST /connectors/entries-key': ADMIN,
	'POST /arrived': 'sending',
	'PUT /pictures/:id': 'sending',
	'GET /pictures/:id': 'session',
	'GET /privacy/contacts/:contact': ADMIN,
	'POST /privacy/contacts/:contact/erase': ADMIN,
	'GET /privacy/erasures': ADMIN,
	'POST /rescue': ADMIN,
	'POST /demo': ADMIN
};

/** The entry of a route in {@link access}. @throws Error where there is none */
export function accessOf(method: string, path: string): Access {
	const found = access[`${method === 'HEAD' ? 'GET' : method} ${path}`];
	if (found === undefined) throw new Error(`${method} ${path} is missing in server/api/access.ts`);
	return found;
}
