import { checkReport, type StudioOutcomes } from '../domain/reports/checks.ts';
import { messageReport, type MessageReport, type Scope } from '../domain/reports/messages.ts';
import { repeatOffenders, type Offender } from '../domain/reports/offenders.ts';
import type { Period } from '../domain/reports/period.ts';
import { promotionReport, type PromotionCount } from '../domain/reports/promotions.ts';
import { addDays, dayOf } from '../domain/time/zone.ts';
import type { MessageView } from '../domain/views/message.ts';
import { checksAtHand } from './checkStandings.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { periodOf, type ReportFilter } from './reportFilter.ts';

/** The reports of the screen `/reports`: what this device knows, and of the archive what it is given; each counted anew only when something of it changed. Reactive. */
export class Reports {
	readonly #app: Dienstbuch;
	readonly #filter: () => ReportFilter;
	readonly #archived: () => readonly MessageView[];

	/** Today on the chain's own calendar, `yyyy-mm-dd` */
	readonly today = $derived.by(() => dayOf(this.#app.clock.now, this.#app.directory.settings.timeZone));
	/** The days that are asked for; undefined where what was typed is no period. */
	readonly period: Period | undefined = $derived.by(() => periodOf(this.#filter(), this.today));
	readonly messages: MessageReport | undefined = $derived.by(
		() => this.#scope && messageReport([...this.#views, ...this.#archivedAlone], this.#scope)
	);
	readonly checks: StudioOutcomes[] = $derived.by(() =>
		this.#scope ? checkReport(checksAtHand(this.#app), this.#scope) : []
	);
	/** Of the last 12 months, whatever the period (DESIGN § 7.4) */
	readonly offenders: Offender[] = $derived.by(() =>
		repeatOffenders(this.#views, this.#hour, (id) => this.#app.directory.idsOf(id), this.#site)
	);
	readonly promotions: PromotionCount[] = $derived.by(() =>
		this.#scope
			? promotionReport(this.#app.log.promotionAnswers, this.#scope, (id) => this.#app.directory.idsOf(id))
			: []
	);
	/** True where the period reaches back to messages that are in the archive by their age, and so not on this device (DESIGN § 3). */
	readonly reachesArchive = $derived.by(() => {
		const kept = addDays(this.today, -this.#app.directory.settings.archiveAfterDays);
		return this.period !== undefined && this.period.from < kept;
	});

	readonly #site = $derived.by(() => this.#filter().site || undefined);
	/** What depends on the time is told anew by the hour, not with every tick of the clock. */
	readonly #hour = $derived.by(() => Math.ceil(this.#app.clock.now / 3_600_000) * 3_600_000);
	readonly #scope: Scope | undefined = $derived.by(
		() =>
			this.period && {
				period: this.period,
				site: this.#site,
				timeZoneOf: (site) => this.#app.directory.timeZoneOf(site)
			}
	);
	readonly #views: MessageView[] = $derived.by(() => {
		const { log } = this.#app;
		// No report asks whether a block stands, which alone depends on the time.
		return log.messageIds.flatMap((id) => log.message(id, 0) ?? []);
	});

	/** Without those that were restored since, and are on this device again. */
	readonly #archivedAlone: MessageView[] = $derived.by(() =>
		this.#archived().filter(({ id }) => this.#app.log.message(id, 0) === undefined)
	);

	/**
	 * @param filter what is asked for, as of now
	 * @param archived messages of the archive that are counted as well
	 */
	constructor(
		app: Dienstbuch,
		filter: () => ReportFilter,
		archived: () => readonly MessageView[] = () => []
	) {
		this.#app = app;
		this.#filter = filter;
		this.#archived = archived;
	}
}
