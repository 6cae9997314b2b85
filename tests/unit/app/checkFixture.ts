import { beginCheck } from '../../../src/lib/app/checkCommands.ts';
import type { CheckInput } from '../../../src/lib/domain/commands/cameraCheck.ts';
import type { Assignee, Person } from '../../../src/lib/domain/facts/fields.ts';
import type { CheckView } from '../../../src/lib/domain/views/cameraCheck.ts';
import { valueOf } from '../domain/messages.ts';
import type { AppFixture } from './appFixture.ts';

export const LEAD_OF_URFAHR: Assignee = { kind: 'lead', id: 'LNU', name: 'Leitung Linz Urfahr' };
export const SABINE: Person = { kind: 'contact', id: '48213', name: 'Huber, Sabine' };
export const SIMON: Person = { kind: 'contact', id: '48219', name: 'Huber, Simon' };

/** Begins a check of Linz Urfahr: the recording of 18 November, 14:00 to 22:00 in Vienna, with what a test is about changed. */
export async function checkOf(
	fixture: Pick<AppFixture, 'app' | 'now'>,
	changes: Partial<CheckInput> = {}
): Promise<() => CheckView> {
	const fact = valueOf(
		await beginCheck(fixture.app, {
			site: 'LNU',
			mode: 'recording',
			from: '2026-11-18T13:00:00.000Z',
			until: '2026-11-18T21:00:00.000Z',
			assignee: LEAD_OF_URFAHR,
			...changes
		})
	);
	// What is logged in a check is logged after its start.
	fixture.now += 1000;
	return () => {
		const check = fixture.app.log.check(fact._id);
		if (!check) throw new Error('the check is gone');
		return check;
	};
}
