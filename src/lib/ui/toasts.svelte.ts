/** A short notice at the edge of the screen. */
export interface ToastMessage {
	/** What happened: `Gespeichert, wird gesendet, sobald Netz da ist`. */
	text: string;
	/** `problem` stays until it is closed. */
	tone?: 'neutral' | 'success' | 'problem';
	/** Shows "Rückgängig"; called at most once. */
	onundo?: () => void;
	/** Another word for "Rückgängig". */
	undoLabel?: string;
	/** Time it stays, in ms; 5,000 where absent (LOOK, principle 6). */
	stay?: number;
	/** Called once when it is gone, however it went, with `undone`: whether the person took it back. */
	onend?: (undone: boolean) => void;
}

/** A notice that is showing. */
export interface Toast extends ToastMessage {
	id: number;
}

/** Newest last; an older one makes room (and ends) when a fourth comes. */
const MOST = 3;

/** The notices of this window. Any part of the app may `show` one; `ToastRegion` draws them. */
class Toasts {
	#items: Toast[] = $state([]);
	#regions: symbol[] = $state([]);
	#last = 0;

	get items(): readonly Toast[] {
		return this.#items;
	}

	/** Shows a notice; gives back what closes it early, as if its time were up. */
	show(message: ToastMessage): () => void {
		const toast: Toast = { ...message, id: ++this.#last };
		this.#items.push(toast);
		const oldest = this.#items.at(0);
		if (this.#items.length > MOST && oldest) this.end(oldest.id, false);
		return () => this.end(toast.id, false);
	}

	/** Ends a notice; a second call for the same one does nothing. */
	end(id: number, undone: boolean): void {
		const toast = this.#items.find((one) => one.id === id);
		if (!toast) return;
		this.#items = this.#items.filter((one) => one.id !== id);
		if (undone) toast.onundo?.();
		toast.onend?.(undone);
	}

	/**
	 * A region says that it is there; gives back what says that it is gone. The latest draws: a region inside an open dialog
	 * takes over, because everything outside a modal dialog can't be touched.
	 */
	enter(region: symbol): () => void {
		this.#regions.push(region);
		return () => {
			this.#regions = this.#regions.filter((one) => one !== region);
		};
	}

	/** Whether this region is the one that draws. */
	draws(region: symbol): boolean {
		return this.#regions.at(-1) === region;
	}
}

export const toasts = new Toasts();
