import { site, type Site, type SiteKind } from '../../src/lib/domain/directory.ts';
import { quoted, RowProblem } from './rowProblem.ts';
import type { TableSpec } from './tableSpec.ts';

const KINDS: ReadonlyMap<string, SiteKind> = new Map([
	['studio', 'studio'],
	['filiale', 'studio'],
	['verwaltungsstelle', 'office']
]);

/** Standorte, as the old CRM writes them. */
export const siteTable: TableSpec<'id' | 'name' | 'kind', Site> = {
	title: 'Standorte',
	columns: { id: ['Kürzel'], name: ['Name'], kind: ['Art'] },
	id: { key: 'id', label: 'Kürzel', missing: 'Kein Kürzel' },
	schema: site,
	toItem(values) {
		const kind = KINDS.get(values.kind.toLowerCase());
		if (kind === undefined) throw new RowProblem('kind', `Unbekannte Art „${quoted(values.kind)}“`);
		return { id: values.id, name: values.name, kind };
	}
};
