import * as v from 'valibot';
import type { Accounts } from '../accounts/accounts.ts';
import type { ServerContext } from '../context.ts';
import { ServerError } from '../errors.ts';
import { openDirectory } from '../directory/openDirectory.ts';
import { DirectoryConflict } from '../import/directoryStore.ts';
import { runImport, TooManyGone } from '../import/runImport.ts';
import { UnreadableFile } from '../import/unreadableFile.ts';
import { requireSession } from '../session.ts';
import { Previews } from './previews.ts';
import { answerWithProgress } from './progressStream.ts';
import { readUploads } from './uploads.ts';
import type { Api } from './valibot.ts';

const runBody = v.object({
	token: v.string(),
	/** The administrator has seen that most contacts would be marked gone, and wants it */
	allowGone: v.optional(v.boolean(), false)
});

/** What stops an import, as an answer. */
function asAnswer(error: unknown): unknown {
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

/** Import of the old CRM's files in two steps: a preview of what would change, then the same files for good (DESIGN § 8). */
export function importRoutes(api: Api, ctx: ServerContext): void {
	const { accounts, clock, random } = ctx;
	const previews = new Previews(clock, () => Buffer.from(random(24)).toString('base64url'));
	api.addHook('onClose', async () => previews.close());

	api.post('/import/preview', async (request) => {
		if (!request.isMultipart()) throw new ServerError('unsupported-type');
		const files = await readUploads(request.files());
		const keepStaff = await staffWithAccounts(accounts);
		try {
			const report = await runImport(openDirectory(ctx), files, { dryRun: true, keepStaff });
			return { ...report, token: previews.keep(requireSession(request).identity.account, files) };
		} catch (error) {
			throw asAnswer(error);
		}
	});

	api.post('/import/run', { schema: { body: runBody } }, async (request, reply) => {
		const { token, allowGone } = request.body;
		const files = previews.take(requireSession(request).identity.account, token);
		const keepStaff = await staffWithAccounts(accounts);
		return answerWithProgress(reply, clock, async (onProgress) => {
			try {
				return { report: await runImport(openDirectory(ctx), files, { allowGone, keepStaff, onProgress }) };
			} catch (error) {
				throw asAnswer(error);
			}
		});
	});
}
