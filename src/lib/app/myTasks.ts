import type { MessageView } from '../domain/views/message.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';

/** The open messages that the person on duty sees to: their own, and as a lead or in the office those of their sites. Newest first. Reactive. */
export function myTasks(app: Dienstbuch): MessageView[] {
	const me = app.duty.current?.author;
	if (!me) return [];
	const sites = new Set(app.directory.staff.find((person) => person.id === me.id)?.sites ?? []);
	const mine = ({ assignee }: MessageView): boolean => {
		if (!assignee) return false;
		if (assignee.kind === 'person') return assignee.id === me.id;
		if (assignee.kind === 'lead') return me.role === 'lead' && sites.has(assignee.id);
		return me.role === 'office' && sites.has(assignee.id);
	};
	return app.log.messageIds.flatMap((id) => {
		const view = app.log.message(id, app.clock.now);
		return view?.state === 'open' && mine(view) ? [view] : [];
	});
}
