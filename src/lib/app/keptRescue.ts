/** What a device had not sent when it was ended: sealed to the server's key and kept through the wipe (DESIGN § 6). */
import * as v from 'valibot';
import { KeptRescues } from '../data/keptRescues.ts';
import type { RescueFile, SealedFile } from '../domain/rescueFile.ts';
import type { Dienstbuch } from './dienstbuch.svelte.ts';
import { rescueName, rescueText } from './rescue.ts';
import { saveFile } from './saveFile.ts';
import { base64, seal } from './seal.ts';
import { APP_VERSION } from './version.ts';

/** A file that lies on this device. */
export interface KeptRescue {
	/** Its facts' `device` */
	readonly device: string;
	/** What may be read of it without the server's key */
	readonly file: v.InferOutput<typeof readable>;
	readonly text: string;
}

const readable = v.object({ exported: v.string(), count: v.number() });

async function unsentPictures(app: Dienstbuch): Promise<RescueFile['pictures']> {
	const shelf = await app.pictures().catch(() => undefined);
	const pictures: RescueFile['pictures'] = [];
	for (const { id } of shelf?.unsent ?? []) {
		const bytes = await shelf?.bytes(id).catch(() => undefined);
		if (bytes) pictures.push({ id, bytes: base64(bytes) });
	}
	return pictures;
}

/**
 * Seals all that is only here and keeps the file. Nothing where nothing is.
 * @returns how many facts and pictures are in it
 * @throws Error where the browser has no cryptography, or no room
 */
export async function keepRescue(app: Dienstbuch): Promise<number> {
	const { identity, session, outgoing, clock } = app;
	const key = 'rescueKey' in session ? session.rescueKey : undefined;
	const { entries } = outgoing;
	const pictures = await unsentPictures(app);
	const count = entries.length + pictures.length;
	if (count === 0 || !identity || key === undefined) return 0;
	const now = clock.exact();
	const sealed = await seal(rescueText(entries, { identity, now, app: APP_VERSION, pictures }), key);
	const file: SealedFile = {
		format: 'dienstbuch-rescue-sealed',
		v: 1,
		device: identity.label,
		exported: new Date(now).toISOString(),
		count,
		...sealed
	};
	await withKept((kept) => kept.keep(identity.device, JSON.stringify(file)));
	return count;
}

async function withKept<T>(work: (kept: KeptRescues) => Promise<T>): Promise<T> {
	const kept = await KeptRescues.open();
	try {
		return await work(kept);
	} finally {
		kept.close();
	}
}

/** The files that lie here. */
export async function keptRescues(): Promise<KeptRescue[]> {
	const texts = await withKept((kept) => kept.all());
	return [...texts].flatMap(([device, text]) => {
		const file = v.safeParse(readable, JSON.parse(text));
		return file.success ? [{ device, file: file.output, text }] : [];
	});
}

/** Hands a file to the person; it stays here all the same. */
export function saveKeptRescue({ file, text }: KeptRescue): void {
	saveFile(rescueName(Date.parse(file.exported)), text, 'application/json');
}

/** Removes a file from this device. */
export function removeKeptRescue({ device }: KeptRescue): Promise<void> {
	return withKept((kept) => kept.remove(device));
}
