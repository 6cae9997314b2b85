/** `npm run import`, as the build bundles it: the importer's command with the directory of this installation (DESIGN § 8). */
import { readConfig } from '../config.ts';
import { readValidators } from '../couchdb/validate/bundle.ts';
import { importCommand } from '../import/cli.ts';
import { BUILT_VALIDATORS } from '../start.ts';
import { openStore } from './openStore.ts';

process.exitCode = await importCommand(process.argv.slice(2), {
	openStore: async () => openStore(readConfig(process.env), await readValidators(BUILT_VALIDATORS)),
	print: (line) => console.log(line),
	warn: (line) => console.error(line)
});
