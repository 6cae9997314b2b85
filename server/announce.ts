import { codeFrom } from './accounts/codes.ts';
import { pairingLink } from './api/pairing.ts';
import { insecureNotice } from './address.ts';
import type { ServerContext } from './context.ts';
import { fillDemo, isEmpty } from './demo/fill.ts';

/** Name of the site whose device each browser becomes that opens the demo's link (DESIGN § 8). */
const DEMO_SITE = 'Linz Urfahr';

const DEMO_CODE_LENGTH = 8;

/** Where lines for people go. */
export interface Announcing {
	print(line: string): void;
	warn(line: string): void;
}

/** The link by which a browser becomes a device of the demo. The code stands behind `#`, and so never gets into a log. */
async function demoLink(ctx: ServerContext): Promise<string | undefined> {
	if (await isEmpty(ctx)) await fillDemo(ctx);
	const sites = (await ctx.directory.readDoc('sites'))?.sites ?? [];
	const site = sites.find(({ name }) => name === DEMO_SITE);
	if (!site) return undefined;
	const { code } = await ctx.accounts.createPairing({
		site: { id: site.id, name: site.name },
		label: 'Demo',
		lasting: true,
		// another server may be asked than the one that printed it
		code: codeFrom(ctx.database.secret, 'demo', DEMO_CODE_LENGTH)
	});
	return pairingLink(ctx.address(), code);
}

/** Says where the server is, and once the database is there, what to begin with (DESIGN § 8: scripts rely on these lines). */
export async function announce(ctx: ServerContext, { print, warn }: Announcing): Promise<void> {
	print(`Dienstbuch: ${ctx.address()}`);
	const notice = insecureNotice(ctx.config);
	if (notice) warn(notice);
	await ctx.database.ready();
	if (await ctx.accounts.setupNeeded())
		print(`Setup: ${ctx.address()}/setup#code=${ctx.accounts.setupCode()}`);
	if (!ctx.config.demo) return;
	const link = await demoLink(ctx);
	if (link) print(`Demo: ${link}`);
	else warn(`--demo: this database holds other data, and no site called ${DEMO_SITE}.`);
}
