import { countText } from '$lib/app/wording.ts';
import * as m from '$lib/paraglide/messages.js';
import { totalOf, type Bar, type Series } from '$lib/ui/reports/report.ts';

/** What a chart says, for who does not see it: the longest bar, or with several series how much each has. */
export function sentenceOf(title: string, bars: readonly Bar[], series: readonly Series[]): string {
	const total = bars.reduce((sum, bar) => sum + totalOf(bar), 0);
	if (series.length > 1) {
		const counts = series.map(({ label }, at) => {
			const count = bars.reduce((sum, { values }) => sum + (values[at] ?? 0), 0);
			return `${countText(count)} ${label}`;
		});
		return m.reports_sentence_series({ title, parts: counts.join(', ') });
	}
	const longest = bars.reduce<Bar | undefined>(
		(most, bar) => (most && totalOf(most) >= totalOf(bar) ? most : bar),
		undefined
	);
	return m.reports_sentence({
		title,
		label: longest?.label ?? '',
		count: countText(longest ? totalOf(longest) : 0),
		total: countText(total)
	});
}
