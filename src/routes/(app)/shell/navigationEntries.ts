import Cctv from '@lucide/svelte/icons/cctv';
import House from '@lucide/svelte/icons/house';
import Settings2 from '@lucide/svelte/icons/settings-2';
import Tablet from '@lucide/svelte/icons/tablet';
import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import * as m from '$lib/paraglide/messages.js';
import type { NavigationEntry } from '$lib/ui/shell/navigation.ts';

/** The screens that are linked for whoever uses this browser. Reactive. */
export function navigationEntries(app: Dienstbuch): NavigationEntry[] {
	const { role } = app.identity ?? {};
	return [
		{ href: '/', label: m.duty_nav_start(), icon: House },
		{ href: '/checks', label: m.duty_nav_checks(), short: m.duty_nav_checks_short(), icon: Cctv },
		{ href: '/device', label: m.duty_nav_device(), icon: Tablet },
		...(role === 'admin' || role === 'lead'
			? [{ href: '/admin', label: m.duty_nav_admin(), short: m.duty_nav_admin_short(), icon: Settings2 }]
			: [])
	];
}
