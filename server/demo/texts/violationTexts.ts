/** What staff on site see for themselves (S11d). */
export interface ViolationText {
	text: string;
	/** Id of a house rule */
	rule: string;
}

/** Texts of kind `violation`. */
export const VIOLATION_TEXTS: readonly ViolationText[] = [
	{ text: 'Bei der Runde ohne Karte angetroffen, angeblich liegt sie im Auto.', rule: '9.1' },
	{
		text: 'Hat {friends} zum Probieren mitgebracht, ohne sich anzumelden. Tagesgebühr verrechnet.',
		rule: '9.2'
	},
	{
		text: 'Wieder ohne Handtuch auf {machine}. Auf die Hausordnung hingewiesen, hat eines ausgeborgt.',
		rule: '9.3'
	},
	{ text: 'Räumt im {area} nichts weg, auch nach dem zweiten Hinweis nicht.', rule: '9.4' },
	{ text: 'Kommt mit erdigen Schuhen vom Feld direkt an die Geräte.', rule: '9.5' },
	{
		text: 'Hält sich mit der Trinkflasche den Platz an {machine} frei und trainiert woanders. Es gab Unmut.',
		rule: '9.6'
	},
	{
		text: 'Macht nach dem Training an {machine} nicht sauber, mehrere Mitglieder haben sich beschwert.',
		rule: '9.6'
	},
	{
		text: 'Kommentiert lautstark das Training anderer. Ein Mitglied im {area} fühlt sich belästigt, Gespräch geführt.',
		rule: '9.7'
	},
	{
		text: 'Filmt sich mit Stativ im {area} und hat andere im Bild. Video vor meinen Augen gelöscht.',
		rule: '9.7'
	},
	{
		text: 'Riecht stark nach Alkohol, habe den Eintritt verweigert. Ist ohne Diskussion gegangen.',
		rule: '9.8'
	},
	{ text: 'Hat in der Garderobe geraucht, Rauchmelder hat angeschlagen.', rule: '9.8' },
	{
		text: 'Spind {locker} mit Gewalt aufgebrochen, angeblich Schlüssel vergessen. Schaden rund € {amount}.',
		rule: '9.9'
	},
	{ text: 'Hantiert an {machine} mit Haarspray, der Bezug ist fleckig. Reinigung angekündigt.', rule: '9.9' },
	{
		text: 'Stellt das Fahrrad regelmäßig vor den Notausgang. Heute zum dritten Mal gebeten, es wegzustellen.',
		rule: '9.10'
	},
	{ text: 'Geht erst {minutes} Minuten nach Schluss aus der Sauna, trotz Durchsage.', rule: '9.11' }
];
