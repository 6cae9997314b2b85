import { afterNavigate, goto } from '$app/navigation';
import { page } from '$app/state';

/** What a list is narrowed to, kept in the address: a link and a reload show the same. */
export interface AddressFilter<Filter> {
	current: Filter;
}

/**
 * Follows the address and writes it. What is typed holds at once; the address comes after, without an entry in the history.
 * To be called while a component is set up.
 */
export function addressFilter<Filter>(
	read: (query: URLSearchParams) => Filter,
	queryOf: (filter: Filter) => string
): AddressFilter<Filter> {
	let filter = $state.raw(read(page.url.searchParams));
	afterNavigate(({ type }) => {
		// Our own navigations may be behind what was typed since.
		if (type !== 'goto') filter = read(page.url.searchParams);
	});
	return {
		get current() {
			return filter;
		},
		set current(wanted: Filter) {
			filter = wanted;
			void goto(queryOf(wanted), { replaceState: true, keepFocus: true, noScroll: true });
		}
	};
}
