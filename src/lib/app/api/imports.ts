import * as v from 'valibot';
import { ApiProblem, request } from './call.ts';
import { runWithProgress, type Progress } from './progress.ts';

/** The lists of the old CRM, in the order in which they are read (DESIGN § 8). */
export const IMPORT_PARTS = ['sites', 'staff', 'contacts'] as const;
export type ImportPart = (typeof IMPORT_PARTS)[number];

/** Reading a quarter of a million rows takes the server some seconds, and sending them longer. */
const PATIENCE = 10 * 60_000;

const sample = v.object({ id: v.string(), label: v.string(), fields: v.optional(v.array(v.string())) });
/** An entry in the preview; `fields` are those that differ. */
export type ImportSample = v.InferOutput<typeof sample>;

const rejection = v.object({ line: v.number(), code: v.string(), reason: v.string() });
/** A row that is not taken: line as an editor counts, why in a word of the program's, and a German sentence. */
export type RejectedRow = v.InferOutput<typeof rejection>;

const part = v.object({
	new: v.number(),
	changed: v.number(),
	unchanged: v.number(),
	gone: v.number(),
	samples: v.object({ new: v.array(sample), changed: v.array(sample), gone: v.array(sample) }),
	rejected: v.array(rejection),
	ignoredColumns: v.array(v.string()),
	/** Contacts only: more than half would be marked gone, as with a cut-off file */
	suspicious: v.optional(v.boolean())
});
/** What an import does, or would do, to one list. */
export type ImportPartReport = v.InferOutput<typeof part>;

const report = v.object({ sites: v.optional(part), staff: v.optional(part), contacts: v.optional(part) });
/** What an import does, or would do; only lists of which there is a file. */
export type ImportReport = v.InferOutput<typeof report>;

const preview = v.object({ ...report.entries, token: v.string() });

type Files = Partial<Record<ImportPart, File>>;

function formOf(files: Files): FormData {
	const form = new FormData();
	for (const name of IMPORT_PARTS) {
		const file = files[name];
		if (file) form.append(name, file);
	}
	return form;
}

/** Says what these files would change; for 15 minutes the token lets them be imported. @throws ApiProblem `unreadable-file` { sentence }, `too-large` */
export async function previewImport(files: Files): Promise<{ report: ImportReport; token: string }> {
	const response = await request('POST', '/import/preview', formOf(files), AbortSignal.timeout(PATIENCE));
	const parsed = v.safeParse(preview, await response.json().catch(() => undefined));
	if (!parsed.success) throw new ApiProblem('unexpected');
	const { token, ...seen } = parsed.output;
	return { report: seen, token };
}

/**
 * Imports the files of a preview. They are sent once more: the server keeps none.
 * @param allowGone most contacts would be marked gone, and that is meant
 * @throws ApiProblem `preview-gone`, `too-many-gone`, `directory-changed`, `broken-off`
 */
export async function runImport(
	files: Files,
	token: string,
	allowGone: boolean,
	onprogress: (progress: Progress) => void
): Promise<ImportReport> {
	const result = await runWithProgress(
		`/import/run?${new URLSearchParams({ token, allowGone: String(allowGone) })}`,
		formOf(files),
		onprogress,
		PATIENCE
	);
	const parsed = v.safeParse(v.object({ report }), result);
	if (!parsed.success) throw new ApiProblem('unexpected');
	return parsed.output.report;
}
