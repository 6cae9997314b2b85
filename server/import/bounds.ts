/**
 * What the importer takes at most. Past these a file is not an export of the old CRM, and must not eat the
 * memory.
 */

/** Largest file in bytes. */
export const MAX_FILE_BYTES = 200 * 1024 * 1024;
/** Most rows of one file, good and bad together. */
export const MAX_ROWS = 500_000;
/** Most lines of one file, blank ones too: each costs some microseconds. */
export const MAX_LINES = 2_000_000;
/** Most rejected rows of one file; beyond that it is the wrong file. */
export const MAX_REJECTED = 100_000;
/** Longest row in bytes. 13 fields of 200 characters are under 11,000. */
export const MAX_ROW_BYTES = 256 * 1024;
/** Bytes that are parsed in one go; between two of them the server attends to others. */
export const CHUNK_BYTES = 64 * 1024;
