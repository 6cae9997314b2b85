import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pictureId } from '../../../src/lib/domain/pictures.ts';
import { MAX_PICTURE_BYTES } from '../../../src/lib/domain/limits.ts';
import { useOf, type PhotoDoc } from '../../../server/pictures/photoDoc.ts';
import { removePictures } from '../../../server/pictures/removePictures.ts';
import { messageOf } from '../facts.ts';
import { startTestServer, type TestDevice, type TestServer } from '../harness.ts';
import { EXIF, jpeg, webp } from './pictureBytes.ts';

const PART = 65_536;

let server: TestServer;
let tablet: TestDevice;
let other: TestDevice;
let now = Date.UTC(2026, 10, 24, 20);
let made = 0;

/** Another picture each time. */
const picture = (size: number): Buffer => jpeg(size, [0xfe, `picture ${(made += 1)}`]);
const idOf = (bytes: Buffer): string => pictureId(new Uint8Array(bytes));

beforeAll(async () => {
	server = await startTestServer({ clock: () => now });
	tablet = await server.device();
	other = await server.device({ id: 'WEL', name: 'Wels' });
});
afterAll(() => server.stop());

interface Put {
	readonly offset?: number;
	readonly total?: number;
	readonly id?: string;
	readonly from?: TestDevice;
	readonly headers?: Record<string, string>;
	/** What it is of use for, as the address has it */
	readonly use?: string;
}

function put(bytes: Buffer, { offset = 0, total, id, from = tablet, headers, use = '' }: Put = {}) {
	return server.app.inject({
		method: 'PUT',
		url: `/api/pictures/${id ?? idOf(bytes)}?offset=${offset}&total=${total ?? bytes.length}${use}`,
		headers: { cookie: from.cookie, 'content-type': 'application/octet-stream', ...headers },
		payload: bytes
	});
}

function get(id: string, from: TestDevice = other): Promise<LightMyRequestResponse> {
	return server.app.inject({ method: 'GET', url: `/api/pictures/${id}`, headers: { cookie: from.cookie } });
}

const partOf = (whole: Buffer, offset: number): Put & { readonly bytes: Buffer } => ({
	bytes: whole.subarray(offset, offset + PART),
	offset,
	total: whole.length,
	id: idOf(whole)
});

async function putPart(whole: Buffer, offset: number, from?: TestDevice): Promise<unknown> {
	const { bytes, ...part } = partOf(whole, offset);
	return (await put(bytes, { ...part, from })).json();
}

describe('a picture that is sent', () => {
	it('in parts is put together, and read by another device as it was', async () => {
		const whole = picture(150_000);
		expect(await putPart(whole, 0)).toEqual({ received: PART, complete: false });
		expect((await get(idOf(whole))).statusCode).toBe(404);
		expect(await putPart(whole, PART)).toEqual({ received: 2 * PART, complete: false });
		expect(await putPart(whole, 2 * PART)).toEqual({ received: whole.length, complete: true });
		const answer = await get(idOf(whole));
		expect(answer.rawPayload.equals(new Uint8Array(whole))).toBe(true);
	});

	it('is answered so that a browser does nothing with it but show it', async () => {
		const bytes = picture(500);
		await put(bytes);
		const { headers } = await get(idOf(bytes));
		expect(headers['content-type']).toBe('image/jpeg');
		expect(headers['x-content-type-options']).toBe('nosniff');
		expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
		expect(headers['cache-control']).toMatch(/^private, max-age=\d+, immutable$/);
	});

	it('goes on where it was after a break, by whatever server, and by whatever device', async () => {
		const whole = picture(200_000);
		await putPart(whole, 0);
		await server.restart();
		expect(await putPart(whole, 2 * PART)).toEqual({ received: PART, complete: false });
		expect(await putPart(whole, 0)).toEqual({ received: PART, complete: false });
		expect(await putPart(whole, PART, other)).toEqual({ received: 2 * PART, complete: false });
		await putPart(whole, 2 * PART);
		expect(await putPart(whole, 3 * PART)).toEqual({ received: whole.length, complete: true });
	});

	it('twice, at the same time and later, is one', async () => {
		const whole = picture(90_000);
		await Promise.all([0, 0, 0].map((offset) => putPart(whole, offset)));
		const answers = await Promise.all([tablet, other].map((from) => putPart(whole, PART, from)));
		const done = { received: whole.length, complete: true };
		expect(answers).toEqual([done, done]);
		expect(await putPart(whole, 0)).toEqual(done);
		expect((await get(idOf(whole))).rawPayload.length).toBe(whole.length);
	});

	it('notes when it had arrived, for the 72 hours of § 11, and keeps no parts', async () => {
		const whole = picture(70_000);
		await putPart(whole, 0);
		now += 5000;
		await putPart(whole, PART);
		const doc = await server.ctx.couch.db<PhotoDoc>('photos').get(idOf(whole));
		expect(doc).toMatchObject({ begunAt: now - 5000, uploadedAt: now, bytes: whole.length });
		expect(Object.keys(doc._attachments ?? {})).toEqual(['picture']);
	});

	it('may be a WebP', async () => {
		const bytes = webp(['VP8 ', 'abcdefghij']);
		expect((await put(bytes)).json()).toMatchObject({ complete: true });
		expect((await get(idOf(bytes))).headers['content-type']).toBe('image/webp');
	});
});

describe('what is refused', () => {
	const code = ({ statusCode, json }: LightMyRequestResponse) =>
		`${statusCode} ${(json() as { code: string }).code}`;

	it('bytes that are not what the id says; the next try begins anew', async () => {
		const whole = picture(80_000);
		const id = idOf(whole);
		const wrong = Buffer.alloc(PART, 7);
		await put(wrong, { id, total: whole.length });
		const { bytes, ...last } = partOf(whole, PART);
		expect(code(await put(bytes, last))).toBe('422 picture-mismatch');
		await putPart(whole, 0);
		expect(await putPart(whole, PART)).toMatchObject({ complete: true });
	});

	it('a picture that says where it was taken, one of another kind, and one that is too large', async () => {
		expect(code(await put(jpeg(300, EXIF)))).toBe('415 picture-exif');
		expect(code(await put(Buffer.from('<script>alert(1)</script>')))).toBe('415 picture-type');
		expect(code(await put(jpeg(10), { total: MAX_PICTURE_BYTES + 1 }))).toBe('413 too-large');
		expect(code(await put(Buffer.alloc(MAX_PICTURE_BYTES + 1), { total: 10 }))).toBe('413 too-large');
	});

	it('more bytes than were named, none at all, and an id that is none', async () => {
		const whole = picture(100);
		expect(code(await put(whole, { total: 10 }))).toBe('400 bad-request');
		expect(code(await put(Buffer.alloc(0), { id: idOf(whole), total: 10 }))).toBe('400 bad-request');
		expect(code(await put(whole, { id: '..%2Fprivate' }))).toBe('400 bad-request');
		expect(code(await put(whole, { id: '_design' }))).toBe('400 bad-request');
	});

	it('what no page of ours sends', async () => {
		const whole = picture(100);
		const foreign = { 'sec-fetch-site': 'cross-site' };
		expect(code(await put(whole, { headers: foreign }))).toBe('403 foreign-origin');
		expect(code(await put(whole, { headers: { 'content-type': 'image/jpeg' } }))).toBe(
			'415 unsupported-type'
		);
		expect(code(await put(whole, { headers: { cookie: '' } }))).toBe('401 no-session');
		expect((await get(idOf(whole))).statusCode).toBe(404);
	});
});

describe('who may', () => {
	it('a retired device sends what it has, and reads nothing; a lost one does neither', async () => {
		const device = await server.device();
		const bytes = picture(100);
		await server.ctx.accounts.setStatus(device.identity.account, 'retired');
		expect((await put(bytes, { from: device })).json()).toMatchObject({ complete: true });
		expect((await get(idOf(bytes), device)).statusCode).toBe(403);
		await server.ctx.accounts.setStatus(device.identity.account, 'lost');
		expect((await put(picture(100), { from: device })).statusCode).toBe(403);
	});
});

it('a picture that was removed when its time was up is gone, and stays so when it is sent once more', async () => {
	const bytes = picture(100);
	await put(bytes);
	const db = server.ctx.couch.db<PhotoDoc>('photos');
	const { _attachments, ...doc } = await db.get(idOf(bytes));
	expect(Object.keys(_attachments ?? {})).toHaveLength(1);
	await db.insert({ ...doc, removedAt: now });
	expect((await get(idOf(bytes))).json()).toMatchObject({ code: 'picture-gone' });
	expect((await put(bytes)).json()).toEqual({ received: bytes.length, complete: true });
	expect((await get(idOf(bytes))).statusCode).toBe(410);
});

it('a picture that was removed when its time was up is taken in again where it belongs to something new', async () => {
	const { couch, clock, database } = server.ctx;
	const bytes = picture(100_000);
	const [monday, friday] = [
		messageOf(tablet.identity, 'am Montag')._id,
		messageOf(tablet.identity, 'am Freitag')._id
	];
	const send = async (use: string): Promise<unknown[]> => {
		const answers: unknown[] = [];
		for (const offset of [0, PART]) {
			const { bytes: part, ...rest } = partOf(bytes, offset);
			answers.push((await put(part, { ...rest, use })).json());
		}
		return answers;
	};
	const done = { received: bytes.length, complete: true };
	const anew = [{ received: PART, complete: false }, done];
	const ground = { couch, clock, database };
	const there = async () => (await get(idOf(bytes))).statusCode;
	expect(await send(`&for=${monday}`)).toEqual(anew);
	await removePictures(ground, [[idOf(bytes), [useOf(monday, false)]]]);
	// the device missed the answer
	expect([await send(`&for=${monday}`), await there()]).toEqual([[done, done], 410]);
	expect([await send(`&for=${friday}&evidence=1`), await there()]).toEqual([anew, 200]);
	await removePictures(ground, [[idOf(bytes), [useOf(monday, false), useOf(friday, false)]]]);
	expect([await send(`&for=${friday}&evidence=1`), await there()]).toEqual([anew, 200]);
	await removePictures(ground, [[idOf(bytes), []]]);
	expect([await send('&for=promotion'), await there()]).toEqual([anew, 200]);
	// whoever was erased does not come back, also where the picture had gone before
	await removePictures(ground, [[idOf(bytes), []]]);
	await removePictures(ground, [[idOf(bytes), undefined]]);
	expect([await send(`&for=${friday}&evidence=1`), await there()]).toEqual([[done, done], 410]);
	expect((await put(bytes.subarray(0, 10), { use: '&for=..%2Fprivate', id: idOf(bytes) })).statusCode).toBe(
		400
	);
});
