import type { MessageKind } from '../../domain/facts/message.ts';
import * as m from '../../paraglide/messages.js';
import { IN_LOG } from '../logWords.ts';

/** Why a picture of a message of that kind is evidence unless somebody says otherwise (DESIGN § 11); '' where it is none. */
export function presetReason(kind: MessageKind | undefined): string {
	if (kind === 'camera') return m.picture_preset_camera({}, IN_LOG);
	return kind === 'violation' ? m.picture_preset_violation({}, IN_LOG) : '';
}
