/** What staff write while they watch the footage. */
export interface CameraText {
	text: string;
	/** The house rule that it breaks, if any */
	rule?: string;
}

/** Texts on somebody whom the staff know. `{clock}` is the time in the footage. */
export const CAMERA_TEXTS: readonly CameraText[] = [
	{ text: 'Lässt um {clock} {friends} mit der eigenen Karte durch das Drehkreuz.', rule: '9.2' },
	{ text: 'Weitere Person eingelassen', rule: '9.2' },
	{ text: 'Öffnet um {clock} von innen den Notausgang und lässt {friends} herein.', rule: '9.10' },
	{ text: 'Hält um {clock} die Eingangstür auf, {others} gehen ohne Karte hinein.', rule: '9.2' },
	{ text: 'Gibt die Karte nach dem Eintritt durch das Gitter an {friends} weiter.', rule: '9.1' },
	{ text: 'Trainiert ohne Handtuch, zuerst auf {machine}, dann auf der Matte.', rule: '9.3' },
	{ text: 'Ohne Handtuch trainiert', rule: '9.3' },
	{ text: 'Lässt Hanteln und Scheiben im {area} liegen und geht um {clock} nach Hause.', rule: '9.4' },
	{ text: 'Hanteln nicht zurückgelegt', rule: '9.4' },
	{ text: 'Trainiert mit nassen Straßenschuhen im {area}. Boden musste gewischt werden.', rule: '9.5' },
	{
		text: 'Besetzt den Platz an {machine} rund {minutes} Minuten lang mit dem Handy in der Hand, {others} warten.',
		rule: '9.6'
	},
	{ text: 'Filmt im {area} andere beim Training, zwei drehen sich sichtlich weg.', rule: '9.7' },
	{
		text: 'Streit mit einem anderen Mitglied an {machine}, laut, aber ohne Handgreiflichkeiten.',
		rule: '9.7'
	},
	{ text: 'Trinkt im {area} aus einer Bierdose und lässt sie auf der Fensterbank stehen.', rule: '9.8' },
	{ text: 'Raucht um {clock} im Stiegenhaus vor der Garderobe.', rule: '9.8' },
	{
		text: 'Lässt die Langhantel mehrmals aus voller Höhe fallen. Die Bodenplatte hat jetzt einen Riss, Foto folgt.',
		rule: '9.9'
	},
	{
		text: 'Ist um {clock} noch im {area}, obwohl schon geschlossen ist. Geht nach der Durchsage.',
		rule: '9.11'
	},
	{ text: 'Hat um {clock} die {colour} Sporttasche im {area} vergessen. Bitte sicherstellen und anrufen.' },
	{
		text: 'Setzt sich um {clock} auf den Boden und hält sich die Schulter. Geht nach {minutes} Minuten selbst weiter.'
	},
	{
		text: 'Karte hat am Terminal nicht funktioniert, ist mit einem anderen Mitglied hineingegangen. Karte prüfen.'
	}
];

/** Texts on somebody whom nobody knows. */
export const UNKNOWN_TEXTS: readonly CameraText[] = [
	{ text: 'Nicht autorisierter Zutritt', rule: '9.1' },
	{ text: 'Steigt um {clock} über das Drehkreuz, keine Karte am Terminal.', rule: '9.1' },
	{
		text: 'Kommt um {clock} dicht hinter einem Mitglied herein und trainiert {minutes} Minuten.',
		rule: '9.1'
	},
	{ text: 'Geht um {clock} durch den Notausgang hinaus, der Alarm hat nicht ausgelöst.', rule: '9.10' }
];

/** How staff describe somebody unknown. */
export const UNKNOWN_PEOPLE: readonly string[] = [
	'Mann, etwa 30, schwarze Kappe, grauer Kapuzenpulli',
	'Frau, etwa 25, blonder Zopf, rosa Jacke',
	'Jugendlicher, weißes T-Shirt, rote Hose',
	'Mann, etwa 50, Bart, dunkelblaue Trainingsjacke',
	'Mann mit Rucksack, Gesicht nicht zu erkennen',
	'Frau, etwa 40, kurze dunkle Haare, Brille'
];

/** Summaries of checks in which something was found; `{count}` is the number of incidents. */
export const SUMMARIES: readonly string[] = [
	'Gesamten Zeitraum durchgesehen, {count} eingetragen. Sonst ruhig.',
	'{count} eingetragen. Bei den Hanteln wird abends nicht aufgeräumt, bitte einen Aushang machen.',
	'Eingang und {area} gesehen, {count} eingetragen. Kamera 3 ist leicht verdreht.',
	'{count} eingetragen. Mit der Leitung schon telefoniert.',
	'Bis zum Schluss gesehen, {count} eingetragen. Eingangstür fällt nicht ganz ins Schloss, Haustechnik verständigen.'
];

/** Summaries of checks without incidents; staff often write none. */
export const QUIET_SUMMARIES: readonly string[] = [
	'',
	'',
	'Alles in Ordnung.',
	'Wenig los, keine Vorkommnisse.',
	'Keine Vorkommnisse. Licht im {area} brennt die ganze Nacht.'
];
