import { isMistake, type CheckStanding } from '../views/checkStanding.ts';
import type { CheckView } from '../views/cameraCheck.ts';
import { isInScope, type Scope } from './messages.ts';
import { greatestFirst, grouped, Tally } from './tally.ts';

/** How checks came out: filed in time, filed late, still not filed though they should be, and open with time left (S11b). */
export const CHECK_OUTCOMES = ['onTime', 'late', 'overdue', 'open'] as const;
export type CheckOutcome = (typeof CHECK_OUTCOMES)[number];

/** A camera check and how it stands. */
export interface StandingCheck {
	readonly check: CheckView;
	readonly standing: CheckStanding;
}

/** The camera checks of a studio, by how they came out. */
export interface StudioOutcomes {
	readonly site: string;
	readonly total: number;
	readonly outcomes: Readonly<Record<CheckOutcome, number>>;
}

const OUTCOMES: Record<CheckStanding['state'], CheckOutcome> = {
	filed: 'onTime',
	filedLate: 'late',
	overdue: 'overdue',
	due: 'open',
	running: 'open'
};

/**
 * Camera checks by studio, most first: those that began in the period. What was started by mistake is none, unless nobody said so in time. The
 * order in which they come does not matter.
 */
export function checkReport(checks: Iterable<StandingCheck>, scope: Scope): StudioOutcomes[] {
	const counted = [...checks].filter(({ check, standing }) => {
		const counts = !isMistake(check) || standing.state === 'filedLate';
		return counts && isInScope(check.fact, scope);
	});
	return [...grouped(counted, ({ check }) => check.site)]
		.map(([site, here]) => ({
			site,
			total: here.length,
			outcomes: outcomesOf(here.map(({ standing }) => OUTCOMES[standing.state]))
		}))
		.sort(
			greatestFirst(
				({ total }) => total,
				({ site }) => site
			)
		);
}

function outcomesOf(came: readonly CheckOutcome[]): Record<CheckOutcome, number> {
	const tally = new Tally<CheckOutcome>();
	for (const outcome of came) tally.add(outcome);
	return {
		onTime: tally.of('onTime'),
		late: tally.of('late'),
		overdue: tally.of('overdue'),
		open: tally.of('open')
	};
}
