/** Starts the server, and stops it on SIGTERM and SIGINT. */
import { announce } from './announce.ts';
import { ConfigError, readConfig } from './config.ts';
import { ServerError } from './errors.ts';
import { startServer, type RunningServer } from './start.ts';

/** How long stopping may take before the process ends all the same, ms. */
const PATIENCE = 10_000;

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const warn = (line: string): void => void process.stderr.write(`${line}\n`);

function stopOnSignals(server: RunningServer): void {
	let stopping = false;
	const stop = (): void => {
		// a second signal does not wait
		if (stopping) process.exit(1);
		stopping = true;
		setTimeout(() => process.exit(1), PATIENCE).unref();
		server.stop().then(
			() => process.exit(0),
			(error: unknown) => {
				server.ctx.log.error({ err: error }, 'could not stop in order');
				process.exit(1);
			}
		);
	};
	process.on('SIGTERM', stop);
	process.on('SIGINT', stop);
}

/** What to say of an error that keeps the server from starting; undefined where it is a fault of ours. */
function explanation(error: unknown): string | undefined {
	if (error instanceof ConfigError || error instanceof ServerError) return error.message;
	const { code, message } = error as NodeJS.ErrnoException;
	return code === 'EADDRINUSE' || code === 'EACCES' || code === 'ENOENT' ? message : undefined;
}

try {
	const server = await startServer({ config: readConfig(process.env, process.argv.slice(2)) });
	stopOnSignals(server);
	announce(server.ctx, { print, warn }).catch((error: unknown) => {
		// the server itself runs on
		server.ctx.log.error({ err: error }, 'could not say what to begin with');
	});
} catch (error) {
	const text = explanation(error);
	if (text === undefined) throw error;
	warn(text);
	process.exitCode = 1;
}
