/**
 * `npm test`: everything, on a fresh clone as well. Installs what it needs (a browser included), then runs the static checks, the unit, server and sync tests,
 * the build, and the end-to-end tests. The last line sums all runners up.
 */
import { readFile, rm } from 'node:fs/promises';
import { ensureBrowser } from './browser.mjs';
import { install, isInstalled } from '../prepare/install.mjs';
import { step } from './step.mjs';

const VITEST_REPORT = 'test-results/vitest.json';
const PLAYWRIGHT_REPORT = 'test-results/playwright.json';

/** @typedef {{ passed: number, failed: number, skipped: number, why: string[], notRun?: string[] }} Count */

/** @returns {Promise<any>} what a runner wrote, or undefined where it wrote nothing */
async function report(/** @type {string} */ file) {
	return JSON.parse(await readFile(file, 'utf8').catch(() => 'null')) ?? undefined;
}

/** @returns {Promise<Count>} */
async function check(/** @type {string} */ name, /** @type {string[]} */ command) {
	const code = await step(name, command);
	return {
		passed: code === 0 ? 1 : 0,
		failed: code === 0 ? 0 : 1,
		skipped: 0,
		why: code === 0 ? [] : [name]
	};
}

/** The names of the tests that did not run; each says in parentheses what it needs. @param {{ testResults: { assertionResults: { status: string, fullName: string }[] }[] }} result */
function skippedIn({ testResults }) {
	const all = testResults.flatMap(({ assertionResults }) => assertionResults);
	return all
		.filter(({ status }) => status === 'skipped' || status === 'pending')
		.map(({ fullName }) => fullName);
}

/** @returns {Promise<Count>} */
async function vitest() {
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${VITEST_REPORT}`];
	const code = await step('Unit, server and sync tests', ['npx', 'vitest', 'run', ...reporters]);
	const result = await report(VITEST_REPORT);
	if (!result) return { passed: 0, failed: 1, skipped: 0, why: ['vitest did not get to its report'] };
	const failed = result.numFailedTests || (code === 0 ? 0 : 1);
	return {
		passed: result.numPassedTests,
		failed,
		skipped: result.numPendingTests + (result.numTodoTests ?? 0),
		why: failed > 0 ? [`vitest: ${failed}`] : [],
		notRun: skippedIn(result)
	};
}

/** @returns {Promise<Count>} */
async function playwright() {
	const code = await step('End-to-end tests', ['npx', 'playwright', 'test', '--reporter=list,json'], {
		PLAYWRIGHT_JSON_OUTPUT_FILE: PLAYWRIGHT_REPORT
	});
	const stats = (await report(PLAYWRIGHT_REPORT))?.stats;
	if (!stats) return { passed: 0, failed: 1, skipped: 0, why: ['playwright did not get to its report'] };
	// A flaky test is broken: it counts as failed.
	const failed = stats.unexpected + stats.flaky || (code === 0 ? 0 : 1);
	return {
		passed: stats.expected,
		failed,
		skipped: stats.skipped,
		why: failed > 0 ? [`playwright: ${failed}`] : []
	};
}

if (!isInstalled({ dev: true })) await install();
const browser = await ensureBrowser();
process.env.DIENSTBUCH_BROWSER = browser;
await rm('test-results', { recursive: true, force: true });

/** @type {Count[]} */
const counts = [
	await check('Message catalogue and types', ['npm', 'run', 'types']),
	await check('Lint', ['npm', 'run', 'lint']),
	await check('Format', ['npm', 'run', 'format']),
	await check('Dependency rule', ['npm', 'run', 'deps']),
	await check('Unused code and packages', ['npm', 'run', 'unused']),
	await check('Build', ['npm', 'run', 'build']),
	await check('Size budget', ['node', 'scripts/sizes.mjs', '--check']),
	await vitest(),
	await playwright()
];

const sum = (/** @type {'passed' | 'failed' | 'skipped'} */ what) =>
	counts.reduce((all, count) => all + count[what], 0);
const why = counts.flatMap((count) => count.why);
if (why.length > 0) console.log(`\nFailed: ${why.join('; ')}`);
for (const name of counts.flatMap(({ notRun = [] }) => notRun)) {
	console.log(`\nNot run: ${name}`);
}
if (!process.env.COUCHDB_URL)
	console.log('\nRun on the embedded database. With COUCHDB_URL the same suite runs on that CouchDB.');
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exit(sum('failed') === 0 ? 0 : 1);
