/** `npm run backup`, as the build bundles it. */
import { backupCommand } from '../backup/cli.ts';
import { BACKUP_ENVIRONMENT } from './backupEnvironment.ts';

process.exitCode = await backupCommand(process.argv.slice(2), BACKUP_ENVIRONMENT);
