import * as v from 'valibot';
import { call, tell } from './call.ts';

const account = v.object({
	account: v.string(),
	label: v.string(),
	site: v.object({ id: v.string(), name: v.string() }),
	/** A shared device, or the browsers of a person who signs in with a password */
	kind: v.picklist(['device', 'person']),
	/** Last contact, ms since 1970, UTC; absent where there was none since pairing */
	lastSeen: v.optional(v.number()),
	created: v.number(),
	status: v.picklist(['active', 'retired', 'lost']),
	/** Whether this person may end it: leads those of their own sites, administrators all but their own account */
	endable: v.boolean()
});
/** An account that messages come from, as Administration shows it. */
export type DeviceAccount = v.InferOutput<typeof account>;

const pairing = v.object({ code: v.string(), link: v.string(), expires: v.nullable(v.number()) });
/** A pairing code; `expires` is server time in ms, null where it holds for any number of devices. */
export type Pairing = v.InferOutput<typeof pairing>;

/** All devices and personal accounts, ended ones included. @throws ApiProblem */
export async function listDevices(): Promise<DeviceAccount[]> {
	return (await call(v.object({ devices: v.array(account) }), 'GET', '/devices')).devices;
}

/** Makes a code by which one device is paired (DESIGN § 6). @throws ApiProblem */
export function createPairing(site: string, label: string): Promise<Pairing> {
	return call(pairing, 'POST', '/pairings', { site, label });
}

/** ausmustern: the device sends what it has, then wipes itself (DESIGN § 6). @throws ApiProblem */
export function retireDevice(name: string): Promise<void> {
	return tell('POST', `/devices/${encodeURIComponent(name)}/retire`);
}

/** verloren melden: the device wipes itself at its next contact (DESIGN § 6). @throws ApiProblem */
export function reportDeviceLost(name: string): Promise<void> {
	return tell('POST', `/devices/${encodeURIComponent(name)}/lost`);
}
