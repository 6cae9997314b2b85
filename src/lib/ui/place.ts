/** Where a floating box may stand against what it belongs to. */
export interface Placement {
	/** `start`/`end`: its edge is aligned with that edge of the anchor · `stretch`: as wide as the anchor. */
	align: 'start' | 'end' | 'stretch';
}

interface Box {
	top: number;
	bottom: number;
	left: number;
	right: number;
	width: number;
}

/** Distance to the anchor and to the edges of the screen, in CSS pixels: one step of space. */
const GAP = 4;

/** What `place` decides: a corner in viewport coordinates and the room there is, in CSS pixels. */
export interface Placed {
	top: number | undefined;
	bottom: number | undefined;
	left: number;
	maxHeight: number;
}

/**
 * Puts a floating box under its anchor, or above where there is more room and it doesn't fit below. Pure, so that it can be
 * tested without a browser; CSS anchor positioning is not yet on all tablets.
 */
export function placeBox(
	anchor: Box,
	box: { width: number; height: number },
	screen: { width: number; height: number },
	{ align }: Placement
): Placed {
	const below = screen.height - anchor.bottom - 2 * GAP;
	const above = anchor.top - 2 * GAP;
	const upwards = box.height > below && above > below;
	const wanted = align === 'end' ? anchor.right - box.width : anchor.left;
	return {
		top: upwards ? undefined : anchor.bottom + GAP,
		bottom: upwards ? screen.height - anchor.top + GAP : undefined,
		left: Math.max(GAP, Math.min(wanted, screen.width - box.width - GAP)),
		maxHeight: upwards ? above : below
	};
}

/**
 * Shows a `popover="manual"` element at its anchor and keeps it there while the page scrolls, resizes or its content changes.
 * Gives back what ends that; it hides the element too.
 */
export function floatAt(anchor: HTMLElement, popover: HTMLElement, placement: Placement): () => void {
	const update = () => {
		const edge = anchor.getBoundingClientRect();
		if (placement.align === 'stretch') popover.style.width = `${edge.width}px`;
		popover.style.maxHeight = '';
		const box = popover.getBoundingClientRect();
		const screen = { width: document.documentElement.clientWidth, height: window.innerHeight };
		const placed = placeBox(edge, box, screen, placement);
		popover.style.top = placed.top === undefined ? 'auto' : `${placed.top}px`;
		popover.style.bottom = placed.bottom === undefined ? 'auto' : `${placed.bottom}px`;
		popover.style.left = `${placed.left}px`;
		popover.style.maxHeight = `min(${placed.maxHeight}px, var(--list-max))`;
	};
	popover.showPopover();
	update();
	const content = new ResizeObserver(update);
	content.observe(popover);
	window.addEventListener('scroll', update, { capture: true, passive: true });
	window.addEventListener('resize', update);
	return () => {
		content.disconnect();
		window.removeEventListener('scroll', update, { capture: true });
		window.removeEventListener('resize', update);
		if (popover.isConnected && popover.matches(':popover-open')) popover.hidePopover();
	};
}
