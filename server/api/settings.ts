import { isDeepStrictEqual } from 'node:util';
import * as v from 'valibot';
import { cleanLine } from '../../src/lib/domain/commands/cleanText.ts';
import { DEFAULT_SETTINGS, settings, type Settings } from '../../src/lib/domain/directory.ts';
import { MESSAGE_KINDS } from '../../src/lib/domain/facts/message.ts';
import { MAX_SHORT } from '../../src/lib/domain/limits.ts';
import { whoIs } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { changeDirectory } from '../directory/changeDirectory.ts';
import { isTimeZone } from '../directory/timeZone.ts';
import { requireSession } from '../session.ts';
import { line } from './schemas.ts';
import type { Api } from './valibot.ts';

/** Empty, or an address that a link may safely lead to: `javascript:` in it would run in the page of whoever taps it. */
function isWebAddress(text: string): boolean {
	if (text === '') return true;
	return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

const whole = (least: number, most: number) =>
	v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

/**
 * The settings as an administrator may set them, in parts: what is absent stays as it is. What the directory keeps has the same fields
 * with fewer conditions; whether something is connected is for the connectors to say.
 */
export const settingsBody = v.partial(
	v.object({
		company: line,
		timeZone: v.pipe(v.string(), v.maxLength(MAX_SHORT), v.check(isTimeZone, 'no time zone')),
		boardUrl: v.pipe(v.string(), v.trim(), v.maxLength(2000), v.check(isWebAddress, 'no web address')),
		/** An idle lock of hours would be none */
		idleMinutes: whole(1, 60),
		idleMinutesDuringCheck: whole(1, 240),
		boardCategory: v.pipe(v.string(), v.transform(cleanLine), v.maxLength(MAX_SHORT)),
		boardKinds: v.pipe(
			v.array(v.picklist(MESSAGE_KINDS)),
			v.check((kinds) => new Set(kinds).size === kinds.length, 'twice the same')
		),
		/** Below a month nothing could be looked up; above ten years nothing would be archived */
		archiveAfterDays: whole(30, 3650),
		/** No less than what the counters of 12 months speak of */
		messageDays: whole(366, 3650),
		evidenceDays: whole(1, 3650),
		lockAfterDays: whole(1, 90),
		oldestApp: v.pipe(v.string(), v.regex(/^(\d{1,4}\.\d{1,4}\.\d{1,4})?$/, 'a version as 1.2.3'))
	})
);

/** The chain's settings: company name, board, time zone, locks, archive, retention, oldest app. */
export function settingsRoutes(api: Api, ctx: ServerContext): void {
	api.get('/settings', { schema: { response: { 200: settings } } }, async () => ({
		...DEFAULT_SETTINGS,
		...(await ctx.directory.readDoc('settings'))
	}));

	const write = { body: settingsBody, response: { 200: settings } };
	api.put('/settings', { schema: write }, async (request) => {
		const { body } = request;
		let changed: string[] = [];
		const written = await changeDirectory(ctx, 'settings', (old) => {
			const before: Settings = { ...DEFAULT_SETTINGS, ...old };
			const after: Settings = { ...before, ...body };
			const keys = Object.keys(after) as (keyof Settings)[];
			changed = keys.filter((key) => !isDeepStrictEqual(before[key], after[key]));
			return after;
		});
		if (changed.length > 0) {
			const who = whoIs(requireSession(request).identity);
			await ctx.audit.record({ what: 'settings', who, detail: { changed: changed.join(', ') } });
		}
		return { ...DEFAULT_SETTINGS, ...written };
	});
}
