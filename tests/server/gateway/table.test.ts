import { describe, expect, it } from 'vitest';
import { documentsAskedFor, factsSent, nothing } from '../../../server/gateway/bodies.ts';
import { lookUp, table } from '../../../server/gateway/table.ts';

const REV = `1-${'0'.repeat(32)}`;

describe('the table of the gateway', () => {
	it('names just this', () => {
		expect(table.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
			'GET /db/directory/',
			'GET /db/directory/_changes',
			'GET /db/messages/',
			'GET /db/messages/_changes',
			'POST /db/directory/_bulk_get',
			'POST /db/directory/_changes',
			'POST /db/entries/_bulk_get',
			'POST /db/messages/_bulk_docs',
			'POST /db/messages/_bulk_get',
			'POST /db/messages/_changes'
		]);
	});

	it.each([
		['GET', '/db/messages/'],
		['GET', '/db/messages/_changes?style=main_only&since=0&limit=1000'],
		['GET', '/db/messages/_changes?feed=longpoll&heartbeat=10000&since=now&limit=25&seq_interval=25'],
		['GET', '/db/directory/_changes?since=23-g1AAAACTeJzLYWBgYMpgTmHgz8tPSTV0MDQy1zMAQsMckEQiQ1L9____szI4'],
		['GET', '/db/directory/_changes?since=23-g1AAAACTeJzLYWBgYMpgTmHgz8tP_-w%3D'.replace('%3D', '')],
		['POST', '/db/messages/_bulk_get?revs=true&latest=true'],
		['POST', '/db/messages/_bulk_docs'],
		['POST', '/db/entries/_bulk_get']
	])('lets through %s %s', (method, url) => {
		expect(lookUp(method, url)).toBeDefined();
	});

	it.each([
		// other methods
		['PUT', '/db/messages/'],
		['DELETE', '/db/messages/'],
		['HEAD', '/db/messages/'],
		['COPY', '/db/messages/x'],
		['POST', '/db/messages/'],
		['GET', '/db/messages/_bulk_docs'],
		['POST', '/db/directory/_bulk_docs'],
		// other endpoints
		['GET', '/db/messages/_all_docs'],
		['GET', '/db/messages/_design/dienstbuch'],
		['GET', '/db/messages/_design_docs'],
		['GET', '/db/messages/_security'],
		['PUT', '/db/messages/_security'],
		['POST', '/db/messages/_purge'],
		['POST', '/db/messages/_compact'],
		['POST', '/db/messages/_find'],
		['POST', '/db/messages/_index'],
		['POST', '/db/messages/_revs_diff'],
		['GET', '/db/messages/_local/x'],
		['GET', '/db/messages/018f'],
		['PUT', '/db/messages/_revs_limit'],
		// other databases, and CouchDB itself
		['GET', '/db/private/'],
		['GET', '/db/private/_changes'],
		['GET', '/db/archive/_changes'],
		['GET', '/db/entries/'],
		['GET', '/db/entries/_changes'],
		['GET', '/db/entries/_all_docs'],
		['POST', '/db/entries/_bulk_docs'],
		['POST', '/db/entries/_bulk_get?revs=true'],
		['GET', '/db/dienstbuch-messages/'],
		['GET', '/db/_users/'],
		['GET', '/db/_all_dbs'],
		['GET', '/db/_config'],
		['GET', '/db/_utils/'],
		['GET', '/db/_node/_local/_config'],
		['GET', '/db/_session'],
		['POST', '/db/_replicate'],
		['GET', '/db/_up'],
		['GET', '/db/'],
		['GET', '/db'],
		// other spellings of what is let through
		['GET', '/db/messages'],
		['GET', '/db/Messages/'],
		['GET', '/DB/messages/'],
		['GET', '//db/messages/'],
		['GET', '/db//messages/'],
		['GET', '/db/messages//_changes'],
		['GET', '/db/messages/_changes/'],
		['GET', '/db/messages/%5fchanges'],
		['GET', '/db/messages%2f_changes'],
		['GET', '/db/messages%252f_changes'],
		['GET', '/db/messages/../_users/'],
		['GET', '/db/messages/..%2f_users/'],
		['GET', '/db/messages/%2e%2e/_users/'],
		['GET', '/db/messages/./_changes'],
		['GET', '/db/messages/_changes;x=1'],
		['GET', '/db/messages/_changes#x'],
		['GET', '/db/messages\\_changes'],
		['GET', '/db/messages/\0'],
		['GET', 'http://127.0.0.1/db/messages/'],
		// parameters
		['GET', '/db/messages/_changes?filter=_view&view=a/b'],
		['GET', '/db/messages/_changes?filter=_selector'],
		['GET', '/db/messages/_changes?doc_ids=["a"]'],
		['GET', '/db/messages/_changes?attachments=true'],
		['GET', '/db/messages/_changes?feed=continuous'],
		['GET', '/db/messages/_changes?feed=eventsource'],
		['GET', '/db/messages/_changes?feed=longpoll&feed=normal'],
		['GET', '/db/messages/_changes?heartbeat=1'],
		['GET', '/db/messages/_changes?limit=10001'],
		['GET', '/db/messages/_changes?limit=-1'],
		['GET', '/db/messages/_changes?since=%22x%22'],
		['GET', '/db/messages/_changes?since=%zz'],
		['GET', '/db/messages/_changes?__proto__=x'],
		['GET', '/db/messages/_changes?constructor=x'],
		['GET', '/db/messages/_changes?%66eed=longpoll'],
		['GET', '/db/messages/?revs=true'],
		['POST', '/db/messages/_bulk_docs?new_edits=true']
	])('does not let through %s %s', (method, url) => {
		expect(lookUp(method, url)).toBeUndefined();
	});
});

describe('bodies', () => {
	it('are passed on as they are understood', () => {
		const doc = { _id: 'a', _rev: REV, text: 'x' };
		expect(factsSent({ new_edits: false, docs: [doc] })).toEqual({ new_edits: false, docs: [doc] });
		expect(documentsAskedFor({ docs: [{ id: 'a', rev: REV }] })).toEqual({ docs: [{ id: 'a', rev: REV }] });
		expect(nothing({})).toEqual({});
	});

	it('keep a field called __proto__, for validation to refuse', () => {
		const doc = JSON.parse(`{"_id":"a","_rev":"${REV}","__proto__":{"x":1}}`) as object;
		expect(JSON.stringify(factsSent({ new_edits: false, docs: [doc] }))).toContain('"__proto__":{"x":1}');
	});

	it.each([
		['ordinary writes', { docs: [{ _id: 'a' }] }],
		['new_edits: true', { new_edits: true, docs: [{ _id: 'a', _rev: REV }] }],
		['no id', { new_edits: false, docs: [{ _rev: REV }] }],
		['no revision', { new_edits: false, docs: [{ _id: 'a' }] }],
		['a later revision', { new_edits: false, docs: [{ _id: 'a', _rev: `2-${'0'.repeat(32)}` }] }],
		['another revision hash', { new_edits: false, docs: [{ _id: 'a', _rev: '1-x' }] }],
		['a design document', { new_edits: false, docs: [{ _id: '_design/x', _rev: REV }] }],
		['a local document', { new_edits: false, docs: [{ _id: '_local/x', _rev: REV }] }],
		['more than 100', { new_edits: false, docs: Array(101).fill({ _id: 'a', _rev: REV }) }],
		['something else beside', { new_edits: false, all_or_nothing: true, docs: [] }],
		['no object', []],
		['nothing', null]
	])('with %s are not let through', (_what, body) => {
		expect(factsSent(body)).toBeUndefined();
	});

	it('of a selector are not let through', () => {
		expect(nothing({ selector: {} })).toBeUndefined();
		expect(documentsAskedFor({ docs: [{ id: 'a', open_revs: 'all' }] })).toBeUndefined();
	});
});
