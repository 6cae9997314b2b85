import { settings, type Settings } from '../../domain/directory.ts';
import { call } from './call.ts';

/** The chain's settings as the server has them. @throws ApiProblem */
export function readSettings(): Promise<Settings> {
	return call(settings, 'GET', '/settings');
}

/** Sets them for everyone. @throws ApiProblem `bad-request` { field } */
export function writeSettings(wanted: Partial<Settings>): Promise<Settings> {
	return call(settings, 'PUT', '/settings', wanted);
}
