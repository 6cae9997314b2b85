import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import path from 'node:path';
import { expect, it } from 'vitest';

const MODULE = pathToFileURL(path.resolve('scripts/prepare/followParent.mjs')).href;
const PROGRAM = `
	import { followParent } from '${MODULE}';
	followParent();
	process.on('SIGTERM', () => { console.log('stopped in order'); process.exit(); });
	setInterval(() => {}, 1000);
	console.log('ready');`;

/** As npm starts it: in a shell that waits for it. */
function started(environment: NodeJS.ProcessEnv): ChildProcess {
	const command = `"${process.execPath}" --input-type=module -e "$PROGRAM"; :`;
	return spawn('sh', ['-c', command], {
		env: { PATH: process.env.PATH, PROGRAM, ...environment },
		stdio: ['ignore', 'pipe', 'inherit']
	});
}

it('ends in order when the shell of npm is gone', async () => {
	const shell = started({ npm_lifecycle_event: 'start' });
	let said = '';
	shell.stdout?.on('data', (chunk) => (said += String(chunk)));
	await once(shell.stdout ?? shell, 'data');
	shell.kill('SIGTERM');
	// the pipe is open for as long as the program runs
	await once(shell.stdout ?? shell, 'close');
	expect(said).toBe('ready\nstopped in order\n');
});
