import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import { contractLabel, dateText } from '$lib/app/wording.ts';
import type { Promotion } from '$lib/domain/directory.ts';
import { periodOf } from '$lib/domain/promotions.ts';
import { dayOf } from '$lib/domain/time/zone.ts';
import * as m from '$lib/paraglide/messages.js';
import { kindShort } from '$lib/ui/kinds.ts';

function periodText({ from, until }: Promotion): string {
	if (from !== '' && until !== '')
		return m.admin_promotion_period({ from: dateText(from), until: dateText(until) });
	if (from !== '') return m.admin_promotion_from_day({ from: dateText(from) });
	return until === '' ? m.admin_promotion_always() : m.admin_promotion_until_day({ until: dateText(until) });
}

/** When, where and for whom, in one line; what is not limited is not said, the time aside. */
export function promotionDetail(app: Dienstbuch, promotion: Promotion): string {
	const names = (ids: readonly string[]) => ids.map((id) => app.directory.siteName(id)).join(', ');
	const { sites, homeSites, states, kinds } = promotion;
	return [
		periodText(promotion),
		sites.length > 0 ? m.admin_promotion_at({ sites: names(sites) }) : '',
		homeSites.length > 0 ? m.admin_promotion_home({ sites: names(homeSites) }) : '',
		states.map(contractLabel).join(', '),
		kinds.map(kindShort).join(', ')
	]
		.filter((part) => part !== '')
		.join(' · ');
}

/** Whether it runs today by the chain's own clock; nothing where it does. */
export function promotionState(
	app: Dienstbuch,
	promotion: Promotion
): { readonly label: string; readonly tone: 'neutral' | 'ok' } | undefined {
	const period = periodOf(promotion, dayOf(app.clock.now, app.directory.settings.timeZone));
	if (period === 'ahead') return { label: m.admin_promotion_ahead(), tone: 'neutral' };
	return period === 'over'
		? { label: m.admin_promotion_over(), tone: 'neutral' }
		: { label: m.admin_promotion_running(), tone: 'ok' };
}
