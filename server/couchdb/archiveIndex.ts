/**
 * The index of `archive`: each message under the keys that it was archived with, in the order of time; and those that follow from another, by
 * that one's id.
 */

export const ARCHIVE_INDEX_DOC = '_design/archive';
/** Name of the design document and of the view, as queries name them */
export const ARCHIVE_VIEW = { design: 'archive', view: 'by_key' } as const;
export const FOLLOWING_VIEW = { design: 'archive', view: 'following' } as const;

/** What CouchDB makes of it runs in its own engines: ES5. */
export const ARCHIVE_INDEX = {
	language: 'javascript',
	views: {
		by_key: {
			map: 'function (doc) { (doc.index || []).forEach(function (key) { emit([key, doc.at, doc._id], null); }); }'
		},
		following: {
			map: 'function (doc) { (doc.facts || []).forEach(function (fact) { if (fact._id === doc._id && fact.refersTo) emit(fact.refersTo, null); }); }'
		}
	}
} as const;
