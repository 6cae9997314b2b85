import type { AccessDelivery } from '../access/knownBlocks.ts';
import type { ServerContext } from '../context.ts';
import { listByPrefix } from '../couchdb/documents.ts';
import { DELIVERIES, type Delivery } from '../outbound/deliveries.ts';

/** Something that is on its way to outside, and what is sent where that is known beforehand. */
export type PendingDelivery = Delivery &
	Partial<Pick<AccessDelivery, 'payload' | 'requestedAt'>> & { readonly to: string };

/** What is on its way to the board or the access control and tells of a person. @param messages ids of those about them */
export async function pendingDeliveries(
	{ couch }: Pick<ServerContext, 'couch'>,
	ids: ReadonlySet<string>,
	messages: ReadonlySet<string>
): Promise<PendingDelivery[]> {
	const found: PendingDelivery[] = [];
	for (const [to, prefix] of Object.entries(DELIVERIES)) {
		const docs = await listByPrefix<Omit<PendingDelivery, 'to'>>(couch.db('private'), prefix);
		for (const { _id, _rev, ...delivery } of docs) {
			const theirs = messages.has(delivery.message) || ids.has(delivery.payload?.contact.id ?? '');
			if (theirs) found.push({ ...delivery, to });
		}
	}
	return found;
}
