import { spawn } from 'node:child_process';

/**
 * A step of the test run: runs a command with its output shown, under a heading; gives its exit code.
 * @param {string} name
 * @param {string[]} command
 * @param {Record<string, string>} [environment] added to the present one
 * @returns {Promise<number>}
 */
export function step(name, [program = '', ...args], environment = {}) {
	console.log(`\n── ${name}`);
	return new Promise((resolve) => {
		const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, ...environment } });
		child.on('error', (error) => {
			console.error(error.message);
			resolve(1);
		});
		child.on('exit', (code) => resolve(code ?? 1));
	});
}
