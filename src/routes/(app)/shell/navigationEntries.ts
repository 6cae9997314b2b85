import Archive from '@lucide/svelte/icons/archive';
import Ban from '@lucide/svelte/icons/ban';
import Cctv from '@lucide/svelte/icons/cctv';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import House from '@lucide/svelte/icons/house';
import ListTodo from '@lucide/svelte/icons/list-todo';
import MessagesSquare from '@lucide/svelte/icons/messages-square';
import Settings2 from '@lucide/svelte/icons/settings-2';
import Tablet from '@lucide/svelte/icons/tablet';
import type { Dienstbuch } from '$lib/app/dienstbuch.svelte.ts';
import * as m from '$lib/paraglide/messages.js';
import type { NavigationEntry } from '$lib/ui/shell/navigation.ts';

/** The screens that are linked for whoever uses this browser. Reactive. @param unread how many tasks of theirs nobody has looked at */
export function navigationEntries(app: Dienstbuch, unread: number): NavigationEntry[] {
	const { role } = app.identity ?? {};
	const words = unread === 1 ? m.tasks_unread_one() : m.tasks_unread({ count: unread });
	return [
		{ href: '/', label: m.duty_nav_start(), icon: House, prime: true },
		{
			href: '/tasks',
			label: m.duty_nav_tasks(),
			icon: ListTodo,
			prime: true,
			badge: { count: unread, words }
		},
		{
			href: '/checks',
			label: m.duty_nav_checks(),
			short: m.duty_nav_checks_short(),
			icon: Cctv,
			prime: true
		},
		{ href: '/blocks', label: m.duty_nav_blocks(), icon: Ban, prime: true },
		{ href: '/board', label: m.duty_nav_board(), icon: MessagesSquare },
		{ href: '/archive', label: m.duty_nav_archive(), icon: Archive },
		{ href: '/reports', label: m.duty_nav_reports(), icon: ChartColumn },
		{ href: '/device', label: m.duty_nav_device(), icon: Tablet },
		...(role === 'admin' || role === 'lead'
			? [{ href: '/admin', label: m.duty_nav_admin(), icon: Settings2 }]
			: [])
	];
}
