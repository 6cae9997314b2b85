/** The storage of a page, which can be closed under it as iOS does in the background. */
export interface ClosableStorage {
	/** Closes all that is open, and tells nobody: PouchDB would not have heard it either. @param forGood whether nothing can be opened again */
	close(forGood?: boolean): void;
	/** Lets it be opened again. */
	giveBack(): void;
}

/** To be called before anything is opened. It stands alone, so that it can be handed to another page as text. */
export function closableStorage(): ClosableStorage {
	const opened: IDBDatabase[] = [];
	const refused = (): IDBOpenDBRequest => {
		const error = new DOMException('Connection to Indexed Database server lost', 'UnknownError');
		const request = Object.assign(new EventTarget(), { error }) as unknown as IDBOpenDBRequest;
		request.addEventListener('error', (event) => request.onerror?.(event));
		setTimeout(() => request.dispatchEvent(new Event('error')));
		return request;
	};
	let gone = false;
	const open = Object.getOwnPropertyDescriptor(IDBFactory.prototype, 'open')?.value as IDBFactory['open'];
	IDBFactory.prototype.open = function (name, version) {
		if (gone) return refused();
		const request = version === undefined ? open.call(this, name) : open.call(this, name, version);
		request.addEventListener('success', () => opened.push(request.result));
		return request;
	};
	return {
		close(forGood = false) {
			gone = forGood;
			for (const database of opened.splice(0)) database.close();
		},
		giveBack() {
			gone = false;
		}
	};
}
