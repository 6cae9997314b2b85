import { withAftermath } from './aftermath.ts';
import { makeCameraMessages } from './cameraMessages.ts';
import { makeDemoChecks } from './demoChecks.ts';
import type { DemoDirectory } from './demoDirectory.ts';
import type { DemoActivity } from './demoIntents.ts';
import { DemoWorld } from './demoWorld.ts';
import { makeDeskMessages } from './deskMessages.ts';
import { Random } from './random.ts';

/** How many messages the demo has (DESIGN § 8). */
export const DEMO_MESSAGES = 600;

/**
 * 600 messages of the last 90 days and about 40 camera checks. Same seed, directory and `now`: the same
 * activity.
 */
export function makeDemoActivity(directory: DemoDirectory, now: Date, seed: number): DemoActivity {
	const world = new DemoWorld(directory, now, new Random(seed));
	const planned = makeDemoChecks(world);
	const camera = makeCameraMessages(world, planned);
	const desk = makeDeskMessages(world, DEMO_MESSAGES - camera.length);
	const messages = [...camera, ...desk]
		.map((message) => withAftermath(world, message))
		.sort((a, b) => a.at.localeCompare(b.at));
	return { messages, checks: planned.map(({ check }) => check) };
}
