import * as v from 'valibot';
import type { Accounts } from '../accounts/accounts.ts';
import type { Session } from '../accounts/identity.ts';
import { whoIs } from '../audit/who.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { openDirectory } from '../directory/openDirectory.ts';
import { DirectoryConflict } from '../import/directoryStore.ts';
import { importRecord, listImports, recordImport } from '../import/history.ts';
import type { ImportReport } from '../import/report.ts';
import { runImport, TooManyGone } from '../import/runImport.ts';
import { UnreadableFile } from '../import/unreadableFile.ts';
import { requireSession } from '../session.ts';
import { PreviewTokens } from './previewTokens.ts';
import { answerWithProgress } from './progressStream.ts';
import { readUploads } from './uploads.ts';
import type { Api } from './valibot.ts';

/** Beside the files */
const runQuery = v.object({
	token: v.string(),
	/** The administrator has seen that most contacts would be marked gone, and wants it */
	allowGone: v.optional(v.picklist(['true', 'false']), 'false')
});

/** What stops an import, as an answer. */
export function asAnswer(error: unknown): unknown {
	if (error instanceof UnreadableFile)
		return new ServerError('unreadable-file', { reason: error.code, sentence: error.message });
	if (error instanceof TooManyGone) return new ServerError('too-many-gone', { report: error.report });
	if (error instanceof DirectoryConflict) return new ServerError('directory-changed');
	return error;
}

/** Staff who are never marked gone: whoever can sign in, whether or not they stand in the old CRM's export. */
export async function staffWithAccounts(accounts: Pick<Accounts, 'listAccounts'>): Promise<Set<string>> {
	return new Set((await accounts.listAccounts()).flatMap(({ staff }) => (staff ? [staff.id] : [])));
}

/** Notes an import for the history. It is done by now: not being able to note it does not make it fail. */
async function remember(ctx: ServerContext, { identity }: Session, report: ImportReport): Promise<void> {
	try {
		await recordImport(ctx, { source: 'web', who: identity.staff }, { report });
	} catch (error) {
		ctx.log.warn({ err: error }, 'could not note an import');
	}
}

/** Import of the old CRM's files in two steps: a preview of what would change, then the same files for good (DESIGN § 8). */
export function importRoutes(api: Api, ctx: ServerContext): void {
	const { accounts, clock } = ctx;
	const tokens = new PreviewTokens({ secret: () => ctx.database.secret, clock });

	api.post('/import/preview', async (request) => {
		if (!request.isMultipart()) throw new ServerError('unsupported-type');
		const files = await readUploads(request.files());
		const keepStaff = await staffWithAccounts(accounts);
		try {
			const report = await runImport(openDirectory(ctx), files, { dryRun: true, keepStaff });
			return { ...report, token: tokens.issue(requireSession(request).identity.account, files) };
		} catch (error) {
			throw asAnswer(error);
		}
	});

	api.post('/import/run', { schema: { querystring: runQuery } }, async (request, reply) => {
		if (!request.isMultipart()) throw new ServerError('unsupported-type');
		const { token } = request.query;
		const allowGone = request.query.allowGone === 'true';
		const files = await readUploads(request.files());
		tokens.check(requireSession(request).identity.account, files, token);
		const keepStaff = await staffWithAccounts(accounts);
		return answerWithProgress(reply, clock, async (onProgress) => {
			try {
				const store = openDirectory(ctx, whoIs(requireSession(request).identity));
				const report = await runImport(store, files, { allowGone, keepStaff, onProgress });
				await remember(ctx, requireSession(request), report);
				return { report };
			} catch (error) {
				throw asAnswer(error);
			}
		});
	});

	const history = v.object({
		imports: v.array(importRecord),
		/** Whether a folder is watched (`IMPORT_DIR`); where it is, is nobody's business */
		watching: v.boolean()
	});
	api.get('/imports', { schema: { response: { 200: history } } }, async () => ({
		imports: await listImports(ctx.couch),
		watching: ctx.config.importDir !== undefined
	}));
}
