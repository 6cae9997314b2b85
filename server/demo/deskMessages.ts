import type { DemoIntent } from './demoIntents.ts';
import { instant, type DemoWorld } from './demoWorld.ts';
import { BLOCK_TEXTS } from './texts/blockTexts.ts';
import { withDetails } from './texts/details.ts';
import { FEEDBACK_TEXTS } from './texts/feedbackTexts.ts';
import { INTERNAL_TEXTS } from './texts/internalTexts.ts';
import { VIOLATION_TEXTS } from './texts/violationTexts.ts';

const DAY = 86_400_000;

type Where = Pick<DemoIntent, 'contact' | 'staff' | 'site' | 'deviceSite' | 'at'>;

/** An instant of the last 90 days at which somebody is at the desk; lately more often. */
function deskTime(world: DemoWorld): number {
	for (;;) {
		const days = Math.floor(90 * world.random.next() ** 1.3);
		const at =
			world.daysAgo(days, world.random.int(7, 21), world.random.int(0, 59)) + world.random.int(0, 59_999);
		if (at < world.now - 60_000) return at;
	}
}

function somewhere(world: DemoWorld, again: boolean): Where {
	const site = world.studio();
	const staff = world.staffAt(site);
	return {
		contact: { kind: 'contact', id: world.contactAt(site, again).id },
		staff: staff.id,
		site,
		deviceSite: world.random.chance(0.8) ? site : (staff.sites[0] ?? site),
		at: instant(deskTime(world))
	};
}

function internal(world: DemoWorld): DemoIntent {
	const { random } = world;
	const where = somewhere(world, false);
	const { text, to, info = false, board = false } = random.pick(INTERNAL_TEXTS);
	const forInformation = info && random.chance(0.7);
	return {
		...where,
		kind: 'internal',
		text: withDetails(text, random),
		...(forInformation ? {} : { assignee: world.assignee(to, where.site) }),
		forInformation,
		board
	};
}

function violation(world: DemoWorld): DemoIntent {
	const { random } = world;
	const where = somewhere(world, true);
	const { text, rule } = random.pick(VIOLATION_TEXTS);
	const forInformation = random.chance(0.5);
	return {
		...where,
		kind: 'violation',
		text: withDetails(text, random),
		...(forInformation ? {} : { assignee: world.assignee('lead', where.site) }),
		forInformation,
		board: random.chance(0.1),
		rule
	};
}

function feedback(world: DemoWorld): DemoIntent {
	const { random } = world;
	const where = somewhere(world, false);
	const { text, to, channels, board = false } = random.pick(FEEDBACK_TEXTS);
	return {
		...where,
		kind: 'feedback',
		text: withDetails(text, random),
		assignee: world.assignee(to, where.site),
		forInformation: false,
		board,
		channel: random.pick(channels)
	};
}

/** `blocked` holds everybody who was blocked once: nobody is blocked twice in the demo. */
function block(world: DemoWorld, blocked: Set<string>): DemoIntent {
	const { random } = world;
	let where = somewhere(world, false);
	while (blocked.has(where.contact.kind === 'contact' ? where.contact.id : ''))
		where = somewhere(world, false);
	if (where.contact.kind === 'contact') blocked.add(where.contact.id);
	const { text, reason, days } = random.pick(BLOCK_TEXTS);
	const until = days === undefined ? {} : { until: instant(Date.parse(where.at) + days * DAY) };
	const forInformation = days !== undefined && random.chance(0.6);
	return {
		...where,
		kind: 'block',
		text: withDetails(text, random),
		...(forInformation
			? {}
			: { assignee: world.assignee(reason === 'payment' ? 'accounts' : 'lead', where.site) }),
		forInformation,
		board: false,
		block: { reason, ...until }
	};
}

/** `count` messages written at the desk, in no order. */
export function makeDeskMessages(world: DemoWorld, count: number): DemoIntent[] {
	const blocked = new Set<string>();
	return Array.from({ length: count }, () => {
		const kind = world.random.weighted([
			['internal', 38],
			['feedback', 30],
			['violation', 20],
			['block', 12]
		] as const);
		if (kind === 'internal') return internal(world);
		if (kind === 'feedback') return feedback(world);
		return kind === 'violation' ? violation(world) : block(world, blocked);
	});
}
