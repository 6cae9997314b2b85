import { beforeEach, describe, expect, test } from 'vitest';
import { answer, answersOf, lastWords, offersFor } from '../../../src/lib/app/promotions.ts';
import type { Contact, Promotion } from '../../../src/lib/domain/directory.ts';
import { MINUTE, NOW } from '../domain/writer.ts';
import { appFixture, type AppFixture } from './appFixture.ts';

const CONTACT: Contact = {
	id: '17',
	first: 'Mila',
	last: 'Đorđević',
	birth: '',
	street: '',
	zip: '',
	city: '',
	phone: '',
	email: '',
	site: 'LNU',
	state: 'active',
	since: '',
	card: ''
};
const SAUNA: Promotion = {
	id: 'sauna',
	title: 'Sauna gratis',
	text: 'Den ganzen November',
	from: '2026-11-01',
	until: '2026-11-30',
	sites: ['LNU'],
	homeSites: [],
	states: [],
	kinds: []
};

let fixture: AppFixture;
beforeEach(async () => {
	fixture = await appFixture();
	fixture.app.directory.put([{ _id: 'promotions', promotions: [SAUNA] }] as never);
});

const given = (said: 'offered' | 'interested' | 'declined', contact = '17') => ({
	contact,
	site: 'LNU',
	promotion: SAUNA,
	answer: said
});

describe('the Werbemodul', () => {
	test('S14 has the offers of the site, with nothing said so far', () => {
		expect(offersFor(fixture.app, CONTACT, 'LNU')).toEqual([{ promotion: SAUNA, last: undefined }]);
		expect(offersFor(fixture.app, CONTACT, 'WEL')).toEqual([]);
	});

	test('S14 shows what was said last, by whom and when', async () => {
		await answer(fixture.app, given('offered'));
		fixture.now = NOW + MINUTE;
		await answer(fixture.app, given('interested'));
		const [offer] = offersFor(fixture.app, CONTACT, 'LNU');
		expect(offer?.last?.answer).toBe('interested');
		expect(offer?.last && lastWords(fixture.app, offer.last)).toBe(
			'zuletzt interessiert: heute 22:42, Huber, Anna'
		);
		expect(fixture.written).toHaveLength(2);
	});

	test('knows what was said under an older KundenID', async () => {
		await answer(fixture.app, given('declined', '3'));
		expect(answersOf(fixture.app, '17')).toEqual([]);
		fixture.app.directory.put([{ _id: 'contactLinks', links: [{ old: '3', new: '17' }] }] as never);
		expect(offersFor(fixture.app, CONTACT, 'LNU')[0]?.last?.answer).toBe('declined');
	});

	test('that could not be stored says so, and nothing was said', async () => {
		fixture.failure = new Error('full');
		await expect(answer(fixture.app, given('offered'))).rejects.toThrow('full');
		expect(answersOf(fixture.app, '17')).toEqual([]);
	});
});
