import { expect, it } from 'vitest';
import { Outgoing } from '../../../src/lib/app/outgoing.svelte.ts';
import type { Outbox } from '../../../src/lib/data/outbox.ts';
import type { OutboxEntry } from '../../../src/lib/data/outboxEntry.ts';
import { fileCheck, startCheck } from '../../../src/lib/domain/commands/cameraCheck.ts';
import type { Fact } from '../../../src/lib/domain/facts/registry.ts';
import { messageFact, valueOf, WELS } from '../domain/messages.ts';
import { NOW, subjectFrom, writerOf } from '../domain/writer.ts';

const started = valueOf(startCheck(writerOf(), { site: 'WEL', mode: 'live', assignee: WELS }));
const filed = valueOf(fileCheck(writerOf(), subjectFrom(started), { outcome: 'none', summary: '' }));

function entryOf(fact: Fact, denied: boolean): OutboxEntry {
	const entry = { fact, addedAt: NOW, attempted: true };
	return (denied ? { ...entry, refusal: { reason: 'hash', at: NOW } } : entry) as unknown as OutboxEntry;
}

/** @returns the ids that the outbox was told to remove, after each of the entries was to be removed */
async function removed(...entries: readonly OutboxEntry[]): Promise<string[]> {
	const gone: string[] = [];
	const outbox = { entries, remove: (id: string) => Promise.resolve(void gone.push(id)) };
	const outgoing = new Outgoing(outbox as unknown as Outbox);
	for (const { fact } of entries) await outgoing.remove(fact._id).catch(() => undefined);
	return gone;
}

it('removes what the server has denied, and nothing that merely waits (DESIGN § 3)', async () => {
	const [waits, denied] = [entryOf(messageFact(), false), entryOf(messageFact(), true)];
	expect(await removed(waits, denied)).toEqual([denied.fact._id]);
});

it('never removes who looked at which footage (DESIGN § 11)', async () => {
	const all = [started, filed].flatMap((fact) => [entryOf(fact, true), entryOf(fact, false)]);
	expect(await removed(...all)).toEqual([]);
});
