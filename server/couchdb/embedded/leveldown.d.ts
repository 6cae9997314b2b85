declare module 'leveldown' {
	type Callback = (error?: Error | null) => void;

	/** A LevelDB, in the parts that we use past PouchDB. */
	export interface LevelDown {
		batch(operations: readonly { readonly type: 'del'; readonly key: Buffer }[], callback: Callback): void;
		compactRange(start: Buffer, end: Buffer, callback: Callback): void;
	}

	const leveldown: ((location: string) => LevelDown) & {
		destroy(location: string, callback: Callback): void;
	};
	export default leveldown;
}
