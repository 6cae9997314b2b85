import { spawn } from 'node:child_process';
import { followParent } from './followParent.mjs';
import { install, isInstalled } from './install.mjs';
import { root } from './root.mjs';
import { forgetBuild } from './stamp.mjs';

followParent();
if (!isInstalled({ dev: true })) {
	console.error('Installing …');
	await install();
}
process.chdir(root);

const { createServer } = await import('vite');
const { watchServer } = await import('../build/buildServer.mjs');

const port = process.env.PORT || '8081';
const behind = `http://127.0.0.1:${port}`;
process.env.DEV_SERVER = behind;

const vite = await createServer({ root });
await vite.listen();
const front = (vite.resolvedUrls?.local[0] ?? '').replace(/\/$/, '');

/** The server says its own address, but the page under development is the one that Vite serves. */
const showFront = (/** @type {Buffer} */ chunk) =>
	process.stdout.write(String(chunk).replaceAll(behind, front));

/** @type {import('node:child_process').ChildProcess | undefined} */
let server;
let closing = false;

/** @param {import('node:child_process').ChildProcess} child */
function ended(child) {
	return new Promise((resolve) => {
		if (child.exitCode !== null || child.signalCode !== null) resolve(undefined);
		else child.once('exit', resolve);
	});
}

async function stopServer() {
	if (!server) return;
	server.kill('SIGTERM');
	await ended(server);
}

/** One restart at a time: two servers cannot share the embedded database. */
let turn = Promise.resolve();
function restart() {
	turn = turn.then(async () => {
		await stopServer();
		if (closing) return;
		const args = ['--enable-source-maps', `${root}/build/server/main.js`, ...process.argv.slice(2)];
		server = spawn(process.execPath, args, {
			env: { ...process.env, PORT: port },
			stdio: ['inherit', 'pipe', 'inherit']
		});
		server.stdout?.on('data', showFront);
	});
}

// What is watched is built over what `npm start` runs.
forgetBuild('server');
const stopWatching = await watchServer(restart);

// Vite ends the process by itself on SIGTERM, without waiting for anybody.
process.on('exit', () => server?.kill('SIGTERM'));

async function close() {
	if (closing) return;
	closing = true;
	await stopWatching();
	await turn;
	await stopServer();
	await vite.close();
	process.exit();
}
process.on('SIGINT', close);
process.on('SIGTERM', close);
