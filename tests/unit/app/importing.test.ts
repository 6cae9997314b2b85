import { beforeEach, expect, it } from 'vitest';
import { ApiProblem } from '../../../src/lib/app/api/call.ts';
import type { ImportReport } from '../../../src/lib/app/api/imports.ts';
import { Importing } from '../../../src/lib/app/importing.svelte.ts';

const part = {
	new: 0,
	changed: 0,
	unchanged: 3,
	gone: 0,
	samples: { new: [], changed: [], gone: [] },
	rejected: [],
	ignoredColumns: []
};
const FILE = new File(['Kürzel;Name;Art'], 'standorte.csv');

let answers: { report: ImportReport; failure?: unknown };
let runs: { files: object; token: string; allowGone: boolean }[];
let importing: Importing;

beforeEach(() => {
	answers = { report: { sites: part } };
	runs = [];
	importing = new Importing({
		preview: async () => {
			if (answers.failure) throw answers.failure;
			return { report: answers.report, token: 'first' };
		},
		run: async (files, token, allowGone, onprogress) => {
			runs.push({ files, token, allowGone });
			onprogress({ done: 1, total: 4, step: 'sites' });
			if (answers.failure) throw answers.failure;
			return answers.report;
		}
	});
	importing.choose('sites', FILE);
});

it('goes from files over the preview to the result', async () => {
	await importing.preview();
	expect(importing.stage).toBe('previewed');
	await importing.run(false);
	expect(importing.stage).toBe('done');
	expect(runs).toEqual([{ files: { sites: FILE }, token: 'first', allowGone: false }]);
	expect(importing.progress).toMatchObject({ done: 1, total: 4 });
});

it('imports nothing that was not previewed', async () => {
	await importing.run(false);
	expect(runs).toEqual([]);
});

it('a preview does not hold for other files', async () => {
	await importing.preview();
	importing.choose('staff', FILE);
	expect(importing.stage).toBe('choosing');
	await importing.run(false);
	expect(runs).toEqual([]);
});

it('the answer to a preview of files that were exchanged meanwhile is passed over', async () => {
	const asked = importing.preview();
	importing.choose('sites', undefined);
	await asked;
	expect(importing.stage).toBe('choosing');
	expect(importing.report).toBeUndefined();
});

it('after a failure the files are still chosen, and a new preview is asked for', async () => {
	await importing.preview();
	answers.failure = new ApiProblem('directory-changed');
	await importing.run(false);
	expect(importing.stage).toBe('choosing');
	expect(importing.failure).toBe(answers.failure);
	expect(importing.files.sites).toBe(FILE);
	delete answers.failure;
	await importing.preview();
	expect(importing.failure).toBeUndefined();
	expect(importing.stage).toBe('previewed');
});

it('knows when nothing would change, and when too much would', async () => {
	await importing.preview();
	expect(importing.changesNothing).toBe(true);
	expect(importing.suspicious).toBe(false);
	answers.report = { contacts: { ...part, gone: 4000, suspicious: true } };
	await importing.preview();
	expect(importing.changesNothing).toBe(false);
	expect(importing.suspicious).toBe(true);
});
