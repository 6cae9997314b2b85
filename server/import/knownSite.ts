import { quoted, RowProblem } from './rowProblem.ts';

/** @throws RowProblem when there is no site with this id */
export function requireKnownSite(id: string, knownSites: ReadonlySet<string>): void {
	if (knownSites.has(id)) return;
	const hint = knownSites.size === 0 ? ' (es sind noch keine Standorte importiert)' : '';
	throw new RowProblem('site', `Unbekannter Standort ${quoted(id)}${hint}`);
}
