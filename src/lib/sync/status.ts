/** Why nothing goes to or comes from the server although the device seems to be online. */
export type Trouble =
	/** No answer at all */
	| 'unreachable'
	/** An answer that is not Dienstbuch's: the sign-in page of a WLAN, for instance */
	| 'captive-portal'
	/** 500 to 599 */
	| 'server-error'
	/** 429: the server asked to wait */
	| 'rate-limited'
	/** 400, 403, 404 and others that the server gave to a whole request */
	| 'refused'
	/** The device has no room for what the server sends */
	| 'storage-full'
	/** The browser has closed the storage: a reload helps */
	| 'storage-lost';

/** What stands in every status. */
interface Counts {
	/** Facts that are on this device alone, denied ones left out */
	readonly unsent: number;
	/** Facts and pictures that the server denied */
	readonly refused: number;
	/** Pictures that are on this device alone, denied ones left out; absent where there are none */
	readonly pictures?: number;
}

/** What sync is doing. It shows nothing itself; the interface switches over `kind`. */
export type SyncStatus = Counts &
	(
		| { readonly kind: 'starting' }
		/** Another tab of this device syncs; this one sees all it does */
		| { readonly kind: 'otherTab' }
		/** The device has no network; `since` is corrected time, ms */
		| { readonly kind: 'offline'; readonly since: number }
		/** A first pull, or one after a change of generation; documents */
		| {
				readonly kind: 'pulling';
				readonly what: 'directory' | 'messages';
				readonly done: number;
				readonly total?: number;
		  }
		| { readonly kind: 'sending' }
		/** Everything sent and seen coming back; `at` is corrected time, ms */
		| { readonly kind: 'upToDate'; readonly at: number }
		/** `until`: when it is tried again, corrected time, ms */
		| { readonly kind: 'waiting'; readonly until: number; readonly reason: Trouble; readonly status?: number }
		/** No session (401). Nothing is lost; signing in or pairing, then `wake()`, resumes */
		| { readonly kind: 'signedOut' }
		/** The server says that this device was lost: it must be wiped (DESIGN § 6) */
		| { readonly kind: 'lost' }
		/** The server wants a newer app than this one */
		| { readonly kind: 'updateRequired'; readonly oldestApp: string }
		| { readonly kind: 'closed' }
	);
