import { listName, type Site, type StaffMember } from '../../src/lib/domain/directory.ts';
import type { DirectoryStore, DirectoryWrite } from './directoryStore.ts';
import { planContactImport, type ContactPlan } from './planContacts.ts';
import { planList, type ListPlan } from './planList.ts';
import type { ReadFiles } from './readFiles.ts';
import type { ReadTable } from './readTable.ts';
import type { ImportReport } from './report.ts';

/** What an import will write, and the report on it. */
export interface ImportPlan {
	/** Sites before staff before contacts */
	writes: DirectoryWrite[];
	report: ImportReport;
}

type Reading = Pick<DirectoryStore, 'readAllPages' | 'readDoc'>;

/** Reads the directory, and plans what the files change in it. */
export async function planImport(
	store: Reading,
	read: ReadFiles,
	keepStaff: ReadonlySet<string>
): Promise<ImportPlan> {
	const writes: DirectoryWrite[] = [];
	const report: ImportReport = {};
	if (read.sites) {
		const current = (await store.readDoc('sites'))?.sites ?? [];
		const plan = planSites(current, read.sites);
		if (plan.differs) writes.push({ _id: 'sites', sites: plan.items });
		report.sites = partOf(plan, read.sites);
	}
	if (read.staff) {
		const current = (await store.readDoc('staff'))?.staff ?? [];
		const incoming = read.staff.items.map(({ staff }) => staff);
		const plan = planStaff(current, incoming, new Set([...read.staff.unsettled, ...keepStaff]));
		if (plan.differs) writes.push({ _id: 'staff', staff: plan.items });
		report.staff = partOf(plan, read.staff);
	}
	if (read.contacts) {
		const { items, unsettled } = read.contacts;
		const plan = planContactImport(await store.readAllPages(), items, unsettled);
		for (const [_id, page] of plan.pages) writes.push({ _id, ...page });
		report.contacts = { ...partOf(plan, read.contacts), suspicious: plan.suspicious };
	}
	return { writes, report };
}

function planSites(current: readonly Site[], { items, unsettled }: ReadTable<Site>): ListPlan<Site> {
	return planList<Site>({ current, incoming: items, keep: unsettled, label: ({ name }) => name });
}

function planStaff(
	current: readonly StaffMember[],
	incoming: readonly StaffMember[],
	keep: ReadonlySet<string>
): ListPlan<StaffMember> {
	return planList<StaffMember>({ current, incoming, keep, label: listName });
}

function partOf(plan: ListPlan<unknown> | ContactPlan, read: ReadTable<unknown>) {
	return {
		new: plan.new,
		changed: plan.changed,
		unchanged: plan.unchanged,
		gone: plan.gone,
		samples: plan.samples,
		rejected: read.rejected,
		ignoredColumns: read.ignoredColumns
	};
}
