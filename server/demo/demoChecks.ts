import type { StaffMember } from '../../src/lib/domain/directory.ts';
import type { DemoCheck } from './demoIntents.ts';
import { instant, type DemoWorld } from './demoWorld.ts';
import { QUIET_SUMMARIES, SUMMARIES } from './texts/cameraTexts.ts';
import { withDetails } from './texts/details.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Checks of past days, all filed in time. */
const FILED = 38;

/** A check, and how many incidents are logged in it. */
export interface PlannedCheck {
	check: DemoCheck;
	incidents: number;
}

function begun(world: DemoWorld, site: string, staff: StaffMember, start: number): DemoCheck {
	const assignee = { kind: 'lead', id: site } as const;
	const deviceSite = staff.sites[0] ?? site;
	return { site, deviceSite, staff: staff.id, mode: 'live', assignee, start: instant(start) };
}

/** The night before, as it is looked through in the morning; or the afternoon, in the evening. */
function footage(
	world: DemoWorld,
	days: number,
	morning: boolean
): Pick<DemoCheck, 'mode' | 'from' | 'until'> {
	const from = morning ? world.daysAgo(days + 1, 21, 0) : world.daysAgo(days, 13, 0);
	const length = morning ? world.random.int(3, 7) : world.random.int(2, 4);
	return { mode: 'recording', from: instant(from), until: instant(from + length * HOUR) };
}

function summaryOf(world: DemoWorld, incidents: number): string {
	const summary = world.random.pick(incidents === 0 ? QUIET_SUMMARIES : SUMMARIES);
	const count = incidents === 1 ? '1 Vorfall' : `${incidents} Vorfälle`;
	return withDetails(summary, world.random, { count });
}

function filedCheck(world: DemoWorld, site: string, days: number): PlannedCheck {
	const { random } = world;
	const morning = random.chance(0.4);
	// So early that it is filed before midnight: the deadline of a check is the Tageswechsel (S11b).
	const start = world.daysAgo(days, morning ? random.int(7, 10) : random.int(18, 22), random.int(0, 59));
	const incidents = random.chance(0.3) ? 0 : random.int(1, 6);
	const end = start + (random.int(12, 30) + incidents * 3) * MINUTE;
	const recorded = morning || random.chance(0.4) ? footage(world, days, morning) : {};
	const check: DemoCheck = {
		...begun(world, site, world.watcher(), start),
		...recorded,
		end: instant(end),
		outcome: incidents === 0 ? 'none' : 'incidents',
		summary: summaryOf(world, incidents)
	};
	return { check, incidents };
}

function mistaken(world: DemoWorld): PlannedCheck {
	const start = world.daysAgo(17, 19, 12);
	const check = begun(world, 'SRD', world.watcher(), start);
	return {
		check: {
			...check,
			end: instant(start + 2 * MINUTE),
			outcome: 'mistake',
			summary: 'Falsches Studio gewählt.'
		},
		incidents: 0
	};
}

/**
 * About 40 camera checks by rising start: past ones that were filed, one started by mistake, one of
 * yesterday that nobody has filed, and one that is running. No studio has two on one day, so none had to be
 * filed for another.
 */
export function makeDemoChecks(world: DemoWorld): PlannedCheck[] {
	const planned = [mistaken(world)];
	const taken = new Set(['SRD 17']);
	while (planned.length < FILED) {
		const site = world.studio();
		const days = world.random.int(2, 88);
		if (taken.has(`${site} ${days}`)) continue;
		taken.add(`${site} ${days}`);
		planned.push(filedCheck(world, site, days));
	}
	planned.push({ check: begun(world, 'FRS', world.staffAt('FRS'), world.daysAgo(1, 21, 10)), incidents: 3 });
	const running = world.now - 14 * MINUTE;
	planned.push({ check: begun(world, 'LNU', world.staffAt('LNU'), running), incidents: 2 });
	return planned.sort((a, b) => a.check.start.localeCompare(b.check.start));
}
