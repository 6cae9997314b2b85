/** `npm run restore`, as the build bundles it. */
import { restoreCommand } from '../backup/cli.ts';
import { BACKUP_ENVIRONMENT } from './backupEnvironment.ts';

process.exitCode = await restoreCommand(process.argv.slice(2), BACKUP_ENVIRONMENT);
