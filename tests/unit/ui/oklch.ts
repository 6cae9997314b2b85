/** What a screen makes of an OKLCH colour: enough of CSS Color 4 (§ 9.2, § 10.1) to measure contrast. */
export interface Oklch {
	lightness: number;
	chroma: number;
	hue: number;
	alpha: number;
}

/** Reads `oklch(L C H)` or `oklch(L C H / A)`; undefined for anything else. */
export function parseOklch(text: string): Oklch | undefined {
	const match = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(text.trim());
	if (!match) return undefined;
	const [, l, c, h, a] = match;
	return { lightness: Number(l), chroma: Number(c), hue: Number(h), alpha: a === undefined ? 1 : Number(a) };
}

/** Linear sRGB, unclipped: a channel outside 0 … 1 is a colour that the screen can't show. */
export function toLinearRgb({ lightness, chroma, hue }: Oklch): [number, number, number] {
	const angle = (hue * Math.PI) / 180;
	const a = chroma * Math.cos(angle);
	const b = chroma * Math.sin(angle);
	const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
	const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
	const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
	return [
		4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
		-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
		-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s
	];
}

/** Relative luminance, WCAG 2.2. */
export function luminance(colour: Oklch): number {
	const [r, g, b] = toLinearRgb(colour).map((channel) => Math.min(1, Math.max(0, channel))) as [
		number,
		number,
		number
	];
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast ratio, WCAG 2.2: 1 … 21. */
export function contrast(one: Oklch, other: Oklch): number {
	const [dark, light] = [luminance(one), luminance(other)].sort((x, y) => x - y) as [number, number];
	return (light + 0.05) / (dark + 0.05);
}
