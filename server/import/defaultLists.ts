/**
 * Lists that a new installation begins with, the demo too: house rules, reasons for blocks, quick reasons, templates.
 * Administrators make them their own.
 */
import type { BlockReason, HouseRule, QuickReason, Template } from '../../src/lib/domain/directory.ts';

/** AGB Punkt 9, Hausordnung (S11d); the id is the number that people quote. */
export const DEFAULT_HOUSE_RULES: readonly HouseRule[] = [
	{ id: '9.1', title: 'Zutritt nur mit der eigenen Mitgliedskarte' },
	{ id: '9.2', title: 'Keine weiteren Personen einlassen' },
	{ id: '9.3', title: 'Auf Geräten und Matten liegt ein Handtuch' },
	{ id: '9.4', title: 'Hanteln und Scheiben kommen nach dem Training zurück' },
	{ id: '9.5', title: 'Trainiert wird in sauberen Sportschuhen' },
	{ id: '9.6', title: 'Geräte werden nach der Benutzung gereinigt und freigegeben' },
	{ id: '9.7', title: 'Niemand wird belästigt, bedroht oder gefilmt' },
	{ id: '9.8', title: 'Kein Alkohol, keine Drogen, kein Rauchen' },
	{ id: '9.9', title: 'Einrichtung schonen, Schäden sofort melden' },
	{ id: '9.10', title: 'Notausgänge und Fluchtwege bleiben frei' },
	{ id: '9.11', title: 'Das Studio wird zum Ende der Öffnungszeit verlassen' }
];

/**
 * Reasons for which a customer is blocked (S11c). Those of the office and the lead are reserved (DESIGN §
 * 6).
 */
export const DEFAULT_BLOCK_REASONS: readonly BlockReason[] = [
	{ id: 'payment', title: 'Offener Betrag', reserved: true },
	{ id: 'data', title: 'Fehlende Daten' },
	{ id: 'documents', title: 'Fehlende Dokumente' },
	{ id: 'house-rules', title: 'Verstoß gegen die Hausordnung' },
	{ id: 'access', title: 'Nicht autorisierter Zutritt' },
	{ id: 'card-shared', title: 'Karte weitergegeben' },
	{ id: 'card-lost', title: 'Karte verloren oder gestohlen' },
	{ id: 'ban', title: 'Hausverbot', reserved: true }
];

/** Quick reasons of the camera check: each fills the text as it stands (DESIGN § 7.6). */
export const DEFAULT_QUICK_REASONS: readonly QuickReason[] = [
	{ id: 'access', text: 'Nicht autorisierter Zutritt', rule: '9.1' },
	{ id: 'second-person', text: 'Weitere Person eingelassen', rule: '9.2' },
	{ id: 'card-shared', text: 'Karte an eine andere Person weitergegeben', rule: '9.1' },
	{ id: 'towel', text: 'Ohne Handtuch trainiert', rule: '9.3' },
	{ id: 'weights', text: 'Hanteln nicht zurückgelegt', rule: '9.4' },
	{ id: 'shoes', text: 'Mit Straßenschuhen trainiert', rule: '9.5' },
	{ id: 'harassment', text: 'Andere Person belästigt oder gefilmt', rule: '9.7' },
	{ id: 'damage', text: 'Gerät oder Einrichtung beschädigt', rule: '9.9' },
	{ id: 'exit', text: 'Notausgang geöffnet', rule: '9.10' },
	{ id: 'stayed', text: 'Nach Ende der Öffnungszeit im Studio geblieben', rule: '9.11' }
];

/** Textbausteine for each kind of message (S10); what is left to say stands at the end, where the cursor is. */
export const DEFAULT_TEMPLATES: readonly Template[] = [
	{
		id: 'phone',
		title: 'Neue Telefonnummer',
		text: '{name} hat eine neue Telefonnummer: ',
		kinds: ['internal']
	},
	{
		id: 'address',
		title: 'Neue Adresse',
		text: '{name} hat am {datum} eine neue Adresse bekannt gegeben: ',
		kinds: ['internal']
	},
	{
		id: 'iban',
		title: 'Neue Bankverbindung',
		text: '{name} hat am {datum} eine neue Bankverbindung bekannt gegeben. IBAN: ',
		kinds: ['internal']
	},
	{
		id: 'card',
		title: 'Mitgliedskarte zugewiesen',
		text: '{name} hat am {datum} eine neue Mitgliedskarte bekommen, die alte gilt nicht mehr. Neue Kartennummer: ',
		kinds: ['internal']
	},
	{
		id: 'let-in',
		title: 'Weitere Person eingelassen',
		text: '{name} lässt eine weitere Person ins Studio. Regel: {regel}. Beschreibung der Person: ',
		kinds: ['camera']
	},
	{
		id: 'seen',
		title: 'Verstoß gesehen',
		text: '{name} verstößt gegen die Hausordnung. Regel: {regel}. Zu sehen ist: ',
		kinds: ['camera']
	},
	{
		id: 'block-data',
		title: 'Gesperrt, weil Daten fehlen',
		text: '{name} wurde am {datum} darauf hingewiesen, dass Daten oder Dokumente fehlen. Es fehlt: ',
		kinds: ['block']
	},
	{
		id: 'block-payment',
		title: 'Gesperrt wegen offenen Betrags',
		text: 'Bei {name} ist ein Betrag offen. Höhe und vereinbarter Zahlungstermin: ',
		kinds: ['block']
	},
	{
		id: 'warned',
		title: 'Auf die Hausordnung hingewiesen',
		text: '{name} hat am {datum} gegen die Hausordnung verstoßen und wurde darauf hingewiesen. Regel: {regel}. Reaktion: ',
		kinds: ['violation']
	},
	{
		id: 'repeated',
		title: 'Trotz Hinweis wiederholt',
		text: '{name} hat trotz früherer Hinweise wieder gegen die Hausordnung verstoßen. Regel: {regel}. Was geschehen ist: ',
		kinds: ['violation']
	},
	{
		id: 'complaint',
		title: 'Reklamation',
		text: '{name} reklamiert am {datum}. Worum es geht und was erwartet wird: ',
		kinds: ['feedback']
	},
	{
		id: 'wish',
		title: 'Wunsch',
		text: '{name} wünscht sich: ',
		kinds: ['feedback']
	},
	{
		id: 'call-back',
		title: 'Bitte um Rückruf',
		text: '{name} bittet um Rückruf. Telefonnummer, gute Zeit und Anliegen: ',
		kinds: ['internal', 'feedback']
	}
];
