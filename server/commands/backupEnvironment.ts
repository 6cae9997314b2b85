import type { BackupEnvironment } from '../backup/cli.ts';
import { readConfig } from '../config.ts';
import { readValidators } from '../couchdb/validate/bundle.ts';
import { version } from '../project.ts';
import { BUILT_VALIDATORS } from '../start.ts';
import { openCouch } from './openCouch.ts';

/** The real world for `npm run backup` and `npm run restore`. */
export const BACKUP_ENVIRONMENT: BackupEnvironment = {
	open: async () => openCouch(readConfig(process.env), await readValidators(BUILT_VALIDATORS)),
	version,
	clock: Date.now,
	print: (line) => console.log(line),
	warn: (line) => console.error(line)
};
