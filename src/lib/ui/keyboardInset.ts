/**
 * Keeps `--keyboard` on an element: the height in CSS pixels that an on-screen keyboard hides. Safari lays the keyboard over
 * the page without telling CSS (dvh stays as it was); elsewhere `interactive-widget=resizes-content` makes it 0.
 */
export function keepAboveKeyboard(element: HTMLElement): () => void {
	const viewport = window.visualViewport;
	if (!viewport) return () => undefined;
	const update = () => {
		const hidden = window.innerHeight - viewport.height - viewport.offsetTop;
		// Zoomed in by hand the viewport is smaller too, and nothing is hidden by a keyboard.
		const inset = viewport.scale > 1.01 ? 0 : Math.max(0, Math.round(hidden));
		element.style.setProperty('--keyboard', `${inset}px`);
	};
	update();
	viewport.addEventListener('resize', update);
	viewport.addEventListener('scroll', update);
	return () => {
		viewport.removeEventListener('resize', update);
		viewport.removeEventListener('scroll', update);
	};
}
