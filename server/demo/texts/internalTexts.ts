/** What staff write for colleagues and offices: contract, data, cards (S11a). */
export interface InternalText {
	text: string;
	/** Who sees to it: the accountants, the head office, or the lead of the studio */
	to: 'accounts' | 'head-office' | 'lead';
	/** Often only for information */
	info?: boolean;
	/** Likely to raise questions, so it goes to the Community Board too */
	board?: boolean;
}

/** Texts of kind `internal`. */
export const INTERNAL_TEXTS: readonly InternalText[] = [
	{
		text: 'Neue Bankverbindung, IBAN endet auf {digits}. Formular unterschrieben, liegt im Fach.',
		to: 'accounts'
	},
	{
		text: 'Lastschrift im {month} zurückgekommen, Betrag € {amount}. Kommt bis {weekday} bar vorbei.',
		to: 'accounts'
	},
	{
		text: 'Möchte ab {month} per Dauerauftrag zahlen statt mit Lastschrift. Geht das?',
		to: 'accounts',
		board: true
	},
	{
		text: '€ {amount} bar an der Kassa bezahlt, Beleg {digits}. Bitte Mahnung stoppen.',
		to: 'accounts',
		info: true
	},
	{
		text: 'Bittet um Ratenzahlung für den offenen Betrag von € {amount}, drei Raten ab {month}.',
		to: 'accounts'
	},
	{
		text: 'Umgezogen: {street} {house}, {town}. Bitte auch in der Rechnungsadresse ändern.',
		to: 'head-office'
	},
	{ text: 'Neue Telefonnummer {phone}, die alte bitte löschen.', to: 'head-office' },
	{
		text: 'Heißt seit der Hochzeit anders. Ausweiskopie liegt bei, bitte Namen im Vertrag ändern.',
		to: 'head-office'
	},
	{
		text: 'Vertrag soll ab {month} für {weeks} Monate ruhen (Auslandsaufenthalt). Bestätigung liegt bei.',
		to: 'head-office'
	},
	{
		text: 'Ärztliches Attest abgegeben, Trainingsverbot für {weeks} Wochen. Bitte Ruhezeit eintragen.',
		to: 'head-office'
	},
	{ text: 'Kündigung heute persönlich abgegeben, Eingang mit Stempel bestätigt.', to: 'head-office' },
	{
		text: 'Fragt, ob die Kündigung vom {month} angekommen ist. Im System steht nichts, ein Einschreibebeleg ist da.',
		to: 'head-office',
		board: true
	},
	{ text: 'Wechselt nach {town}. Stammstudio bitte mit Monatsende umstellen.', to: 'head-office' },
	{
		text: 'Neue Karte ausgegeben, alte war gebrochen. Alte Nummer bitte deaktivieren.',
		to: 'head-office',
		info: true
	},
	{
		text: 'Karte gefunden und an der Rezeption hinterlegt. Wird am {weekday} abgeholt.',
		to: 'lead',
		info: true
	},
	{ text: 'Schlüssel von Spind {locker} verloren, Pfand einbehalten. Schloss tauschen.', to: 'lead' },
	{ text: 'Kommt am {weekday} zum Probetraining mit der Partnerin, bitte Trainer einteilen.', to: 'lead' },
	{
		text: 'Möchte auf das Partnerangebot umsteigen. Preis und Laufzeit bitte klären.',
		to: 'lead',
		board: true
	},
	{
		text: 'Adresse und Telefonnummer heute im Gespräch bestätigt, stimmt alles.',
		to: 'head-office',
		info: true
	},
	{
		text: 'Hat nach dem Training über Schwindel geklagt, nach {minutes} Minuten ging es wieder. Beim nächsten Mal nachfragen.',
		to: 'lead',
		info: true
	}
];
