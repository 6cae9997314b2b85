const KEY = 'dienstbuch-theme';
const THEMES = ['system', 'light', 'dark'] as const;

/** `system`: as the operating system has it. */
export type Theme = (typeof THEMES)[number];

/**
 * Light or dark. It is not among the device's own settings because it has to be known before those are open: a dark room
 * should not be lit up by a white start.
 */
class ThemeChoice {
	#theme = $state<Theme>('system');

	/** Takes up what was chosen earlier; to be called once, before anything is drawn. */
	restore(): void {
		this.#take(THEMES.find((theme) => theme === remembered()) ?? 'system');
	}

	get current(): Theme {
		return this.#theme;
	}

	choose(theme: Theme): void {
		this.#take(theme);
		try {
			localStorage.setItem(KEY, theme);
		} catch {
			// The browser keeps nothing here: the choice holds until the page is left.
		}
	}

	#take(theme: Theme): void {
		this.#theme = theme;
		if (theme === 'system') delete document.documentElement.dataset.theme;
		else document.documentElement.dataset.theme = theme;
	}
}

function remembered(): string | null {
	try {
		return localStorage.getItem(KEY);
	} catch {
		return null;
	}
}

export const themeChoice = new ThemeChoice();
