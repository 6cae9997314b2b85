import { isMistake } from '../domain/views/checkStanding.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import * as m from '../paraglide/messages.js';
import { incidentsText } from './checkWords.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { timeText } from './wording.ts';

/**
 * What others entered for a check besides the filing that holds, earliest first: "Huber, Anna, heute 23:50: Ruhig". Two people may have filed it
 * without knowing of each other (rule R10). Reactive.
 * @param timeOf how an instant (ISO 8601, UTC) is said
 */
export function otherFilings(
	app: Dienstbuch,
	check: CheckView,
	timeOf = (instant: string): string => timeText(app, instant, check.site)
): string[] {
	return check.filings
		.filter(({ _id }) => _id !== check.filed?._id)
		.map((filed) => {
			const by = m.check_by_at({ name: filed.author.name, time: timeOf(filed.at) });
			const said = [resultOf({ ...check, filed }), filed.summary].filter(Boolean).join('; ');
			return said === '' ? by : m.check_filed_also_said({ by, said });
		});
}

/** In words what a filing says where it says more than its summary. */
function resultOf(check: CheckView): string {
	if (isMistake(check)) return m.check_mistake();
	return check.filed?.outcome === 'none' ? incidentsText(0) : '';
}
