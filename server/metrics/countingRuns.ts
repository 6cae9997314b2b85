import type { Job, NewJob } from '../jobs/job.ts';
import type { Metrics } from './metrics.ts';

/** The same job, with its runs counted. */
export function countingRuns(metrics: Metrics, make: NewJob): NewJob {
	return () => {
		const job = make();
		const { name, every, lease } = job;
		return { name, every, lease, run: (context) => counted(metrics, job, context) };
	};
}

async function counted(metrics: Metrics, job: Job, context: Parameters<Job['run']>[0]): Promise<void> {
	const began = performance.now();
	const ran = (outcome: 'done' | 'failed'): void =>
		metrics.jobRan(job.name, outcome, (performance.now() - began) / 1000);
	try {
		await job.run(context);
	} catch (error) {
		ran('failed');
		throw error;
	}
	ran('done');
}
