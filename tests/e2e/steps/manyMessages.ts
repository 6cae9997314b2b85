import { randomBytes } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { logMessage, type MessageInput } from '../../../src/lib/domain/commands/logMessage.ts';
import { revisionOf } from '../../../src/lib/domain/ids.ts';
import { EVA, listed, STUDIO, type Customer } from '../house/people.ts';

/** Facts of one request (DESIGN § 2). */
const BATCH = 100;

/**
 * Sends messages about a customer as if the tablet had written them, one a minute, the last one a minute ago.
 * @param inputOf what differs; `at` counts from the oldest, 0
 */
export async function sendMessages(
	page: Page,
	about: Customer,
	count: number,
	inputOf: (at: number) => Partial<MessageInput>
): Promise<void> {
	const answer = await page.request.get('/api/device');
	const { identity } = (await answer.json()) as { identity: { device: string } };
	const begun = Date.now();
	const docs = Array.from({ length: count }, (_, at) => {
		const writer = {
			now: () => begun - (count - at) * 60_000,
			random: (length: number) => new Uint8Array(randomBytes(length)),
			device: identity.device,
			deviceSite: STUDIO.id,
			author: { id: EVA.id, name: listed(EVA), role: 'lead' as const }
		};
		const contact = { kind: 'contact' as const, id: about.id, name: listed(about) };
		const made = logMessage(writer, {
			...{ site: STUDIO.id, kind: 'internal', forInformation: true, contact, text: `Mitteilung ${at}` },
			...inputOf(at)
		});
		if (!made.ok) throw new Error(JSON.stringify(made.problems));
		return { ...made.value, _rev: revisionOf(made.value._id) };
	});
	for (let at = 0; at < docs.length; at += BATCH) {
		const data = { new_edits: false, docs: docs.slice(at, at + BATCH) };
		const sent = await page.request.post('/db/messages/_bulk_docs', { data });
		expect([sent.status(), await sent.json()]).toEqual([201, []]);
	}
}
