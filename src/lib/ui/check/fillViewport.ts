/**
 * Keeps `--above` on an element: the height in CSS pixels of what stands above it in the document, so that it can take up the rest of
 * the screen. What stands above may wrap or come and go.
 */
export function fillViewport(element: HTMLElement): () => void {
	const update = (): void => {
		const above = element.getBoundingClientRect().top + window.scrollY;
		element.style.setProperty('--above', `${Math.round(above)}px`);
	};
	const observer = new ResizeObserver(update);
	update();
	observer.observe(document.body);
	// A notice above moves the element without resizing the page; its parent has the notice as a neighbour.
	for (const neighbour of element.parentElement?.parentElement?.children ?? []) observer.observe(neighbour);
	return () => observer.disconnect();
}
