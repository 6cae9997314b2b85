import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, wherever the script was started from. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
