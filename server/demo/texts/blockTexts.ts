/** Why people are blocked, and how a block ends (S11c). */
export interface BlockText {
	text: string;
	/** Id of a block reason */
	reason: string;
	/** Days after which it lifts itself; absent: until somebody lifts it */
	days?: number;
	/** What is said when it is lifted before its end */
	lifted: string;
}

/** Texts of kind `block`. */
export const BLOCK_TEXTS: readonly BlockText[] = [
	{
		text: 'Zwei Monatsbeiträge offen, € {amount}. Auf Mahnung nicht reagiert. Gesperrt, bis gezahlt ist.',
		reason: 'payment',
		lifted: 'Offener Betrag ist eingelangt'
	},
	{
		text: 'Rückläufer im {month}, € {amount} samt Spesen offen. Hat Stundung bis Monatsende bekommen.',
		reason: 'payment',
		days: 30,
		lifted: 'Heute bar bezahlt'
	},
	{
		text: 'Adresse stimmt nicht mehr, Post kommt zurück. Bitte beim nächsten Besuch neue Adresse aufnehmen.',
		reason: 'data',
		days: 14,
		lifted: 'Adresse ist nachgetragen'
	},
	{
		text: 'Keine gültige IBAN hinterlegt. Wurde am {weekday} angerufen und weiß Bescheid.',
		reason: 'data',
		days: 14,
		lifted: 'IBAN ist da'
	},
	{
		text: 'Nachweis für den ermäßigten Tarif fehlt seit {month}. Fünf Tage Zeit, ihn vorzulegen.',
		reason: 'documents',
		days: 5,
		lifted: 'Nachweis vorgelegt'
	},
	{
		text: 'Ärztliche Freigabe nach der Operation fehlt noch. Formular mitgegeben.',
		reason: 'documents',
		days: 14,
		lifted: 'Ärztliche Freigabe ist abgegeben'
	},
	{
		text: 'Dritter Verstoß in diesem Jahr: Hanteln geworfen, Personal beschimpft. Gespräch mit der Leitung vor dem nächsten Training.',
		reason: 'house-rules',
		lifted: 'Gespräch hat stattgefunden, einsichtig'
	},
	{
		text: 'Trainiert trotz mehrmaliger Hinweise ohne Handtuch. Für fünf Tage gesperrt, mündlich mitgeteilt.',
		reason: 'house-rules',
		days: 5,
		lifted: 'Hat sich entschuldigt, letzte Chance'
	},
	{
		text: 'Hat am {weekday} {friends} eingelassen und es abgestritten. Aufnahme ist gesichert.',
		reason: 'access',
		days: 30,
		lifted: 'Tagesgebühr nachbezahlt'
	},
	{
		text: 'Mit dieser Karte waren am {weekday} zwei verschiedene Personen da. Bitte Foto im Profil prüfen.',
		reason: 'card-shared',
		lifted: 'Foto geprüft, Verwechslung unter Geschwistern'
	},
	{
		text: 'Karte als gestohlen gemeldet, sofort gesperrt. Neue Karte wird am {weekday} abgeholt.',
		reason: 'card-lost',
		days: 14,
		lifted: 'Neue Karte ausgegeben'
	},
	{
		text: 'Hausverbot nach Drohung gegen ein Mitglied im {area}. Schreiben der Geschäftsführung liegt bei.',
		reason: 'ban',
		lifted: 'Hausverbot von der Geschäftsführung aufgehoben'
	}
];
