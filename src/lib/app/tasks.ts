import type { Author, Assignee } from '../domain/facts/fields.ts';
import type { Subject } from '../domain/fold.ts';
import type { CheckView } from '../domain/views/cameraCheck.ts';
import type { MessageView } from '../domain/views/message.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** Something that is to be done: a message, or what a filed camera check left (DESIGN § 7.6). */
export type Task = {
	/** Id of the message or of the check */
	readonly id: string;
	readonly assignee: Assignee;
	/** The latest of the facts that made it what it is: it is another after a handing on or a reopening */
	readonly since: string;
	/** Who brought that about */
	readonly by: Author;
	readonly done: boolean;
} & (
	| { readonly message: MessageView; readonly check?: undefined }
	| { readonly check: CheckView; readonly message?: undefined }
);

function sinceOf(subject: Subject | undefined): Pick<Task, 'since' | 'by'> | undefined {
	const facts = [
		subject?.root?.type === 'message' ? subject.root : subject?.matters.get('filing')?.winner,
		subject?.matters.get('assignee')?.winner,
		subject?.matters.get('completion')?.winner
	].filter((fact) => fact !== undefined);
	const [latest] = facts.sort((a, b) => (a._id < b._id ? 1 : -1));
	return latest && { since: latest._id, by: latest.author };
}

/** The task that a message is; undefined where it is nobody's (S3) or withdrawn. */
export function taskOfMessage(app: Dienstbuch, id: string): Task | undefined {
	const message = app.log.message(id, 0);
	const since = sinceOf(app.log.subject(id));
	if (!message?.assignee || !since || message.state === 'information' || message.state === 'withdrawn')
		return;
	return { ...since, id, message, assignee: message.assignee, done: message.state === 'done' };
}

/** The task that a filed check left; undefined where there is none. */
export function taskOfCheck(app: Dienstbuch, check: CheckView): Task | undefined {
	const since = sinceOf(app.log.subject(check.id));
	if (!check.task || !since) return undefined;
	return { ...since, id: check.id, check, assignee: check.task.assignee, done: check.task.state === 'done' };
}

/** All that is to be done, newest first. Reactive. */
export function openTasks(app: Dienstbuch): Task[] {
	const messages = app.log.openIds.flatMap((id) => taskOfMessage(app, id) ?? []);
	const checks = app.log.checks.flatMap((check) => taskOfCheck(app, check) ?? []).filter(({ done }) => !done);
	return [...messages, ...checks].sort((a, b) => (a.id < b.id ? 1 : -1));
}

/** The sites that the person on duty works at, the one of the shift included. Reactive. */
export function mySites(app: Dienstbuch): ReadonlySet<string> {
	const { current } = app.duty;
	const me = app.directory.staff.find((person) => person.id === current?.author.id);
	return new Set([...(me?.sites ?? []), ...(current ? [current.fact.site] : [])]);
}

/** Whether the person on duty is to see to what is assigned so: by name, as lead of a studio of theirs, or as their office. Reactive. */
export function isMine(app: Dienstbuch, { kind, id }: Assignee): boolean {
	const me = app.duty.current?.author;
	if (!me) return false;
	if (kind === 'person') return id === me.id;
	const sites = app.directory.staff.find((person) => person.id === me.id)?.sites ?? [];
	const role = kind === 'lead' ? me.role === 'lead' : me.role === 'office' || me.role === 'admin';
	return role && sites.includes(id);
}

/** Whether it is for a lead or an office of a site that the person on duty works at. Reactive. */
export function isOfMySite(app: Dienstbuch, { kind, id }: Assignee): boolean {
	return kind !== 'person' && mySites(app).has(id);
}

/** What the person on duty is to see to, newest first. Reactive. */
export function myTasks(app: Dienstbuch): Task[] {
	return openTasks(app).filter(({ assignee }) => isMine(app, assignee));
}
