import { expect, test } from 'vitest';
import { LogState } from '../../../src/lib/app/logState.svelte.ts';
import { messageFact } from '../domain/messages.ts';
import { ANNA, MINUTE, NOW, writerOf } from '../domain/writer.ts';

test('a draft stays known as saved when its message is issued anew, and until the last of its messages has gone', () => {
	const log = new LogState();
	const [first, again] = [0, MINUTE].map((later) => ({
		...messageFact({}, writerOf(ANNA, NOW + later)),
		draft: 'draft-1'
	}));
	if (!first || !again) throw new Error('there are two');
	log.add([first]);
	// as a reissue does it: the new one comes before the old one goes
	log.add([again]);
	expect(log.messageOfDraft('draft-1', NOW)?.id).toBe(again._id);
	log.remove([first]);
	expect(log.messageOfDraft('draft-1', NOW)?.id).toBe(again._id);
	log.remove([again]);
	expect(log.hasDraft('draft-1')).toBe(false);
});
