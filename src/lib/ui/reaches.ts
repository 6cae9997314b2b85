/** For the end of a list: calls when it comes near the edge of the screen, so that the next entries are drawn before somebody is there. */
export function reaches(onreach: () => void): (end: HTMLElement) => () => void {
	return (end) => {
		const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onreach(), {
			rootMargin: '800px'
		});
		observer.observe(end);
		return () => observer.disconnect();
	};
}

/** Rows of a long list that can be drawn at once without holding up whoever waits (decision 0007). */
export const MOST_AT_ONCE = 500;
