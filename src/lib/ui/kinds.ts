import Ban from '@lucide/svelte/icons/ban';
import FileText from '@lucide/svelte/icons/file-text';
import MessageSquareQuote from '@lucide/svelte/icons/message-square-quote';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';
import Video from '@lucide/svelte/icons/video';
import type { MessageKind } from '$lib/domain/facts/message.ts';
import * as m from '$lib/paraglide/messages.js';

/** The sign of each kind. */
export const kindIcons = {
	internal: FileText,
	camera: Video,
	block: Ban,
	violation: TriangleAlert,
	feedback: MessageSquareQuote
} as const satisfies Record<MessageKind, unknown>;

const full: Record<MessageKind, () => string> = {
	internal: m.ui_kind_internal,
	camera: m.ui_kind_camera,
	block: m.ui_kind_block,
	violation: m.ui_kind_violation,
	feedback: m.ui_kind_feedback
};

const short: Record<MessageKind, () => string> = {
	internal: m.ui_kind_short_internal,
	camera: m.ui_kind_short_camera,
	block: m.ui_kind_short_block,
	violation: m.ui_kind_short_violation,
	feedback: m.ui_kind_short_feedback
};

/** The name of a kind, letter for letter as the document has it (S11a … S11e). */
export const kindLabel = (kind: MessageKind): string => full[kind]();

/** One word for a kind, where a row has no room for the name. */
export const kindShort = (kind: MessageKind): string => short[kind]();
