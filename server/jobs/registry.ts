import { accessJob } from '../access/accessJob.ts';
import { clearJob } from '../accounts/clearJob.ts';
import { archiveJob } from '../archive/archiveJob.ts';
import { boardJob } from '../board/boardJob.ts';
import type { Config } from '../config.ts';
import { entryRetention } from '../entries/retention.ts';
import { erasureJob } from '../erasure/erasureJob.ts';
import { retentionJob } from '../retention/retentionJob.ts';
import { watchJob } from '../watchedFolder/watchJob.ts';
import type { NewJob } from './job.ts';

/** Every job of the server, one line each. */
export const jobs: readonly NewJob[] = [
	entryRetention,
	watchJob,
	boardJob(),
	accessJob(),
	archiveJob(),
	clearJob,
	erasureJob,
	retentionJob
];

/** Those of a server that is set up so: one without a folder has none to watch, and is to hold no lease for it. */
export function jobsFor({ importDir }: Pick<Config, 'importDir'>): NewJob[] {
	return jobs.filter((make) => make !== watchJob || importDir !== undefined);
}
