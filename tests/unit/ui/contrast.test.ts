import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, parseOklch, toLinearRgb, type Oklch } from './oklch.ts';

const css = readFileSync('src/lib/ui/tokens.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

type Declarations = Map<string, string>;

/** The custom properties of every block whose selector is exactly `selector`, later ones winning. */
function declarations(selector: string): Declarations {
	const found: Declarations = new Map();
	for (const [, prelude = '', body = ''] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
		if (prelude.trim().replace(/\s+/g, ' ') !== selector) continue;
		for (const [, name = '', value = ''] of body.matchAll(/(--[\w-]+):\s*([^;]+);/g))
			found.set(name, value.trim());
	}
	return found;
}

const light = declarations(":root, [data-theme='light']");
const bySystem = declarations(":root:not([data-theme='light'])");
const bySetting = declarations("[data-theme='dark'], .glare-low");
const glareLow = declarations('.glare-low');
const roles = declarations(':root, [data-theme], .glare-low');

function colour(scope: Declarations, name: string): Oklch {
	const value = scope.get(name);
	const reference = /^var\((--[\w-]+)\)$/.exec(value ?? '')?.[1];
	if (reference) return colour(scope, reference);
	const parsed = parseOklch(value ?? '');
	if (!parsed) throw new Error(`${name} is not a colour: ${value}`);
	return parsed;
}

const meanings = ['internal', 'camera', 'block', 'violation', 'feedback'];
const tinted = [...meanings, 'success', 'accent'];

/** Foreground, ground, least ratio: 4.5 for text (WCAG 1.4.3), 3 for the edge of a control (1.4.11). */
const pairs: [string, string, number][] = [
	...['--page', '--surface', '--fill', '--fill-hover'].flatMap((ground): [string, string, number][] => [
		['--text', ground, 7],
		['--text-quiet', ground, 4.5],
		['--accent-text', ground, 4.5]
	]),
	['--text', '--fill-active', 4.5],
	['--edge', '--surface', 3],
	['--edge', '--page', 3],
	['--focus', '--surface', 3],
	['--focus', '--page', 3],
	['--on-accent', '--accent', 4.5],
	['--on-accent', '--accent-hover', 4.5],
	['--on-accent', '--accent-active', 4.5],
	['--on-block', '--block-fill', 4.5],
	['--on-block', '--block-fill-hover', 4.5],
	...tinted.flatMap((name): [string, string, number][] => [
		[`--${name}-text`, `--${name}-tint`, 4.5],
		[`--${name}-text`, '--surface', 4.5],
		[`--${name}-text`, '--page', 4.5],
		[`--${name}-border`, '--surface', 4.5],
		['--text', `--${name}-tint`, 7]
	]),
	...meanings.map((name): [string, string, number] => [`--${name}-border`, `--${name}-tint`, 4.5])
];

const themes: [string, Declarations][] = [
	['light', new Map([...light, ...roles])],
	['dark', new Map([...bySetting, ...roles])],
	['low glare', new Map([...bySetting, ...glareLow, ...roles])]
];

describe.each(themes)('%s theme', (_name, scope) => {
	it.each(pairs)('%s on %s reaches %d : 1', (front, ground, least) => {
		expect(contrast(colour(scope, front), colour(scope, ground))).toBeGreaterThanOrEqual(least);
	});

	it('names only colours that an sRGB screen can show', () => {
		const beyond = [...scope.keys()].filter((name) => {
			const parsed = parseOklch(scope.get(name) ?? '');
			return parsed && toLinearRgb(parsed).some((channel) => channel < -0.002 || channel > 1.002);
		});
		expect(beyond).toEqual([]);
	});
});

describe('tokens.css', () => {
	it('says the dark theme the same way for the system and for the setting', () => {
		expect(Object.fromEntries(bySystem)).toEqual(Object.fromEntries(bySetting));
	});

	it('gives the dark theme every colour that the light one has', () => {
		expect([...bySetting.keys()].sort()).toEqual([...light.keys()].sort());
	});

	it('is darker on a running camera check than the dark theme', () => {
		const [dark, low] = [themes[1], themes[2]].map((theme) => theme?.[1] ?? new Map());
		expect(colour(low ?? new Map(), '--page').lightness).toBeLessThan(
			colour(dark ?? new Map(), '--page').lightness
		);
	});
});
