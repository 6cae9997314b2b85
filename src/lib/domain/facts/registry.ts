import { accessReported } from './accessReported.ts';
import { archived, restored } from './archiving.ts';
import { assignedToCheck } from './assignedToCheck.ts';
import { boardDecided } from './boardDecided.ts';
import { checkFiled, checkStarted } from './cameraCheck.ts';
import { done, reopened } from './completion.ts';
import { identified } from './identified.ts';
import type { FactKind } from './kind.ts';
import { lifted } from './lifted.ts';
import { message } from './message.ts';
import { pictureAttached } from './pictureAttached.ts';
import { promotionAnswered } from './promotionAnswered.ts';
import { reassigned } from './reassigned.ts';
import { shiftConfirmed, shiftEnded, shiftStarted } from './shift.ts';
import { transferred } from './transferred.ts';
import { withdrawn } from './withdrawn.ts';

/** Every type of fact that this version knows, in one place. A new one is its file and its name here. */
export const factKinds = [
	message,
	done,
	reopened,
	reassigned,
	withdrawn,
	lifted,
	identified,
	transferred,
	archived,
	restored,
	checkStarted,
	checkFiled,
	assignedToCheck,
	shiftStarted,
	shiftEnded,
	shiftConfirmed,
	promotionAnswered,
	pictureAttached,
	accessReported,
	boardDecided
] as const;

type FactOf<Kind> = Kind extends FactKind<infer F> ? F : never;

/** Any fact that this version knows. Narrows by `type`. */
export type Fact = FactOf<(typeof factKinds)[number]>;

const byType = new Map<string, FactKind>(factKinds.map((kind) => [kind.type, kind as FactKind]));

/** The kind of fact of that name; undefined where this version does not know it (rule F6). */
export function kindOf(type: string): FactKind | undefined {
	return byType.get(type);
}

/** The version of a type in which this program writes (rule F5). */
export function writtenVersion(type: Fact['type']): number {
	return Math.max(...Object.keys(kindOf(type)?.versions ?? { 1: undefined }).map(Number));
}
