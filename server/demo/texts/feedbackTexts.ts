import type { Channel } from '../../../src/lib/domain/facts/message.ts';

/** Complaints, wishes and concerns of customers (S11e). */
export interface FeedbackText {
	text: string;
	/** Ways by which such a thing comes in */
	channels: readonly Channel[];
	/** Who sees to it */
	to: 'accounts' | 'head-office' | 'lead';
	/** Goes to the Community Board too */
	board?: boolean;
}

/** Texts of kind `feedback`. */
export const FEEDBACK_TEXTS: readonly FeedbackText[] = [
	{
		text: 'Beschwert sich, dass an {machine} seit {weeks} Wochen ein Zettel „defekt“ hängt.',
		channels: ['in-person', 'phone'],
		to: 'lead'
	},
	{
		text: 'In der Damendusche kommt nur kaltes Wasser. Möchte wissen, bis wann das behoben ist.',
		channels: ['in-person', 'phone'],
		to: 'lead'
	},
	{
		text: 'Musik im {area} ist am Abend zu laut, Gespräche sind nicht möglich.',
		channels: ['in-person', 'social'],
		to: 'lead'
	},
	{
		text: 'Wünscht sich einen zweiten Termin für {course}, am besten {weekday} gegen 18 Uhr.',
		channels: ['in-person', 'writing'],
		to: 'head-office',
		board: true
	},
	{
		text: 'Fragt, warum {course} am {weekday} ohne Hinweis ausgefallen ist.',
		channels: ['phone', 'writing'],
		to: 'lead'
	},
	{
		text: 'Großes Lob für die Einschulung am {weekday}, sehr geduldig und kompetent.',
		channels: ['in-person', 'social'],
		to: 'lead'
	},
	{
		text: 'Schreibt eine schlechte Bewertung wegen der Sauberkeit in der Garderobe. Bitte antworten und anrufen: {phone}.',
		channels: ['social'],
		to: 'head-office',
		board: true
	},
	{
		text: 'Abbuchung von € {amount} ist nicht nachvollziehbar. Möchte eine Aufstellung per E-Mail.',
		channels: ['phone', 'writing'],
		to: 'accounts'
	},
	{
		text: 'Ist mit der Preiserhöhung ab {month} nicht einverstanden und droht mit Kündigung.',
		channels: ['writing', 'phone'],
		to: 'head-office',
		board: true
	},
	{
		text: 'Vermisst eine {colour} Trainingsjacke, zuletzt bei Spind {locker}.',
		channels: ['in-person', 'phone'],
		to: 'lead'
	},
	{
		text: 'Parkplatz ist am Abend von Fremden verstellt, musste {minutes} Minuten suchen.',
		channels: ['in-person', 'social'],
		to: 'head-office'
	},
	{
		text: 'Wünscht sich mehr Kurzhanteln zwischen 12 und 20 kg.',
		channels: ['in-person'],
		to: 'lead',
		board: true
	},
	{
		text: 'Fühlt sich im {area} von einem anderen Mitglied beobachtet. Möchte mit einer Kollegin sprechen.',
		channels: ['in-person', 'phone'],
		to: 'lead'
	},
	{
		text: 'Klimaanlage im {area} bläst direkt auf die Matten. Wer kann sie einstellen?',
		channels: ['in-person'],
		to: 'lead'
	},
	{
		text: 'Fragt nach einem Gutschein für Freunde, hat drei neue Mitglieder geworben.',
		channels: ['in-person', 'writing', 'social'],
		to: 'head-office'
	},
	{
		text: 'Am {weekday} war um 6 Uhr das Drehkreuz gesperrt, stand {minutes} Minuten vor der Tür. Erwartet eine Gutschrift.',
		channels: ['phone', 'writing'],
		to: 'lead'
	}
];
