import * as v from 'valibot';
import { DEFAULT_SETTINGS } from '../../src/lib/domain/directory.ts';
import { MAX_SHORT } from '../../src/lib/domain/limits.ts';
import type { ServerContext } from '../context.ts';
import { changeDirectory } from '../directory/changeDirectory.ts';
import { line } from './schemas.ts';
import type { Api } from './valibot.ts';

function isTimeZone(name: string): boolean {
	try {
		new Intl.DateTimeFormat('en', { timeZone: name });
		// newer engines take offsets too, which know no summer time
		return !/^[+-]/.test(name);
	} catch {
		return false;
	}
}

/** Empty, or an address that a link may safely lead to: `javascript:` in it would run in the page of whoever taps it. */
function isWebAddress(text: string): boolean {
	if (text === '') return true;
	return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}

const minutes = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));

/** The settings as an administrator may set them; what the directory keeps has the same fields with fewer conditions. */
export const settingsBody = v.object({
	company: line,
	timeZone: v.pipe(v.string(), v.maxLength(MAX_SHORT), v.check(isTimeZone, 'no time zone')),
	boardUrl: v.pipe(v.string(), v.trim(), v.maxLength(2000), v.check(isWebAddress, 'no web address')),
	/** An idle lock of hours would be none */
	idleMinutes: minutes(60),
	idleMinutesDuringCheck: minutes(240)
});

/** The chain's settings: company name, board, time zone, idle lock. */
export function settingsRoutes(api: Api, ctx: ServerContext): void {
	const answer = v.object({
		company: v.string(),
		timeZone: v.string(),
		boardUrl: v.string(),
		idleMinutes: v.number(),
		idleMinutesDuringCheck: v.number()
	});
	api.get('/settings', { schema: { response: { 200: answer } } }, async () => ({
		...DEFAULT_SETTINGS,
		...(await ctx.directory.readDoc('settings'))
	}));

	api.put('/settings', { schema: { body: settingsBody, response: { 200: answer } } }, async ({ body }) => ({
		...DEFAULT_SETTINGS,
		...(await changeDirectory(ctx, 'settings', (old) => ({ ...DEFAULT_SETTINGS, ...old, ...body })))
	}));
}
