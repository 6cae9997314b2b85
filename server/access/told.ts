/** Whom the access control was told of for a block, and how far that got. */
import type { KnownBlock } from '../../src/lib/domain/accessCalls.ts';
import type { AccessReportedFact } from '../../src/lib/domain/facts/accessReported.ts';
import type { Fact } from '../../src/lib/domain/facts/registry.ts';
import type { Subject } from '../../src/lib/domain/fold.ts';
import { contactIdOf } from '../../src/lib/domain/views/message.ts';

/** A contact, and the fact that says that a message is for them. */
export interface Named {
	readonly source: string;
	readonly contact: string;
}

type Naming = Extract<Fact, { type: 'message' | 'identified' }>;

/** The contact that a fact names; undefined where it names nobody of the directory. */
export function namedIn(fact: Naming | undefined): Named | undefined {
	const contact = fact && contactIdOf(fact.contact);
	return fact && contact !== undefined ? { source: fact._id, contact } : undefined;
}

/** What was asked, where the report is the answer. */
function askedBy(report: AccessReportedFact, reports: readonly AccessReportedFact[]): AccessReportedFact {
	if (report.outcome === 'requested') return report;
	return reports.find(({ _id, outcome }) => outcome === 'requested' && report.after?.includes(_id)) ?? report;
}

/** The reports on a block, earliest first. */
export function reportsOn({ facts }: Subject): AccessReportedFact[] {
	return facts.filter((fact) => fact.type === 'accessReported');
}

/** Whom a report is about. */
export function whomOf(subject: Subject, report: AccessReportedFact): Named | undefined {
	const { at, after } = askedBy(report, reportsOn(subject));
	return whomBehind(subject, { at: Date.parse(at), after });
}

/**
 * Whom a call is about: `after` names the fact that says it. What was told by a server that did not say so yet is about the person that the
 * message was known to be for at that time.
 */
export function whomBehind(
	subject: Subject,
	{ at, after = [] }: { at: number; after?: readonly string[] | undefined }
): Named | undefined {
	const namings = subject.facts.filter((fact) => fact.type === 'message' || fact.type === 'identified');
	const said = namings.findLast(({ _id }) => after.includes(_id));
	if (said) return namedIn(said);
	const reports = new Set(reportsOn(subject).map(({ _id }) => _id));
	// the fact that said who it was is gone, with all that there was on that person
	if (after.some((id) => !reports.has(id))) return undefined;
	const [root, ...later] = namings;
	const known = later.findLast((fact) => Date.parse(fact.at) <= at);
	return namedIn(known) ?? namedIn(root) ?? namedIn(later[0]);
}

/**
 * How far it got with one person, as the reports and what is under way have it.
 * @param underWay whether a call to lock them out is
 * @param active whether they are to be locked out
 */
export function howFar(
	reports: readonly AccessReportedFact[],
	underWay: boolean,
	active: boolean
): KnownBlock['told'] {
	const isBlock = ({ action }: AccessReportedFact): boolean => action === 'block';
	// whom it refused to lock out need not be let in
	if (reports.some((fact) => isBlock(fact) && fact.outcome === 'refused')) return 'release';
	const shut = reports.findLastIndex((fact) => isBlock(fact) && fact.outcome === 'requested');
	const opened = reports.findLastIndex((fact) => !isBlock(fact) && fact.outcome !== 'requested');
	// who was let in since they were taken for somebody else is locked out anew
	if (active) return underWay || shut <= opened ? 'nothing' : 'block';
	if (underWay || shut > opened) return 'block';
	return opened === -1 ? 'nothing' : 'release';
}
