import { clockOf } from '../../src/lib/domain/time/zone.ts';
import type { PlannedCheck } from './demoChecks.ts';
import type { DemoIntent } from './demoIntents.ts';
import { instant, type DemoWorld } from './demoWorld.ts';
import { CAMERA_TEXTS, UNKNOWN_PEOPLE, UNKNOWN_TEXTS } from './texts/cameraTexts.ts';
import { withDetails } from './texts/details.ts';

const MINUTE = 60_000;

/** The instants at which incidents are logged: spread over the check, in order. */
function momentsOf({ check, incidents }: PlannedCheck, world: DemoWorld): number[] {
	const start = Date.parse(check.start);
	const end = check.end === undefined ? Math.min(start + 20 * MINUTE, world.now) : Date.parse(check.end);
	const step = (end - start) / (incidents + 1);
	return Array.from({ length: incidents }, (_, index) => Math.floor(start + step * (index + 1)));
}

/**
 * When it was seen in the footage: a moment ago in a live check, somewhere in its period in a recording.
 */
function footageAt({ check, incidents }: PlannedCheck, at: number, index: number): number {
	const moment =
		check.from !== undefined && check.until !== undefined
			? Date.parse(check.from) +
				((Date.parse(check.until) - Date.parse(check.from)) * (index + 1)) / (incidents + 2)
			: at - MINUTE;
	return Math.floor(moment / MINUTE) * MINUTE;
}

/** What was logged during the camera checks; `planned` is in the order that the intents refer to. */
export function makeCameraMessages(world: DemoWorld, planned: readonly PlannedCheck[]): DemoIntent[] {
	return planned.flatMap((plan, number) =>
		momentsOf(plan, world).map((at, index): DemoIntent => {
			const { random } = world;
			const { check } = plan;
			const seen = footageAt(plan, at, index);
			const unknown = random.chance(0.14);
			const { text, rule } = random.pick(unknown ? UNKNOWN_TEXTS : CAMERA_TEXTS);
			return {
				kind: 'camera',
				contact: unknown
					? { kind: 'unknown', name: random.pick(UNKNOWN_PEOPLE) }
					: { kind: 'contact', id: world.contactAt(check.site, true).id },
				staff: check.staff,
				site: check.site,
				deviceSite: check.deviceSite,
				at: instant(at),
				text: withDetails(text, random, { clock: clockOf(seen, world.timeZone) }),
				assignee: check.assignee,
				forInformation: random.chance(0.85),
				board: false,
				...(rule === undefined ? {} : { rule }),
				footageAt: instant(seen),
				check: number
			};
		})
	);
}
