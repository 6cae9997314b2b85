import type { Promotion } from '../../src/lib/domain/directory.ts';
import { addDays } from '../../src/lib/domain/time/zone.ts';

/** Three offers that run today: for everyone, for two studios, and for those who have left (S14). */
export function demoPromotions(now: Date): Promotion[] {
	const today = now.toISOString().slice(0, 10);
	return [
		{
			id: 'friends',
			title: 'Freundschaftswochen',
			text: 'Wer ein neues Mitglied bringt, trainiert einen Monat gratis, das neue Mitglied auch. Der Gutschein liegt am Empfang.',
			from: addDays(today, -14),
			until: addDays(today, 45),
			sites: [],
			homeSites: [],
			states: ['active'],
			kinds: []
		},
		{
			id: 'personal-training',
			title: 'Personal Training zum Kennenlernen',
			text: 'Eine Stunde mit Trainerin oder Trainer um 29 statt 59 Euro, in Linz Urfahr und Linz Hafen. Termine vergibt der Empfang.',
			from: addDays(today, -30),
			until: '',
			sites: ['LNU', 'LNH'],
			homeSites: ['LNU', 'LNH'],
			states: ['active', 'paused'],
			kinds: ['internal', 'feedback']
		},
		{
			id: 'comeback',
			title: 'Wieder einsteigen',
			text: 'Wer innerhalb von drei Monaten nach dem Ende des Vertrags wieder einsteigt, zahlt keine Anmeldegebühr.',
			from: '',
			until: '',
			sites: [],
			homeSites: [],
			states: ['paused', 'ended'],
			kinds: []
		}
	];
}
