/** Starts the server, stops it on SIGTERM and SIGINT, and has it read its certificate again on SIGHUP. */
import { announce } from './announce.ts';
import { readConfig } from './config.ts';
import { ServerError } from './errors.ts';
import { ConfigError } from './secretFiles.ts';
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
		server.ctx.log.info('stopping');
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

/** Takes a renewed certificate on SIGHUP, as a supervisor's "reload" sends it. */
function renewOnSignal({ ctx, renewCertificate }: RunningServer): void {
	if (!ctx.config.tls) return;
	process.on('SIGHUP', () => {
		try {
			renewCertificate();
			ctx.log.info('certificate read again');
		} catch (error) {
			ctx.log.error({ err: error }, 'the certificate before stays');
		}
	});
}

/** What to say of an error that keeps the server from starting; undefined where it is a fault of ours. */
function explanation(error: unknown): string | undefined {
	if (error instanceof ConfigError || error instanceof ServerError) return error.message;
	const { code, message } = error as NodeJS.ErrnoException;
	return code === 'EADDRINUSE' || code === 'EACCES' || code === 'ENOENT' ? message : undefined;
}

try {
	const server = await startServer({ config: readConfig(process.env, process.argv.slice(2)), runJobs: true });
	stopOnSignals(server);
	renewOnSignal(server);
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
