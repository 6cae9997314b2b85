/** Where the demo's people live, near which studio. Streets are of the sort that every town has. */

/** Post code and town. */
export type Place = readonly [zip: string, city: string];

/** Towns around each demo studio, the studio's own first. */
export const PLACES: Readonly<Record<string, readonly Place[]>> = {
	LNU: [
		['4040', 'Linz'],
		['4048', 'Puchenau'],
		['4209', 'Engerwitzdorf'],
		['4210', 'Gallneukirchen'],
		['4203', 'Altenberg bei Linz'],
		['4201', 'Gramastetten']
	],
	LNH: [
		['4020', 'Linz'],
		['4030', 'Linz'],
		['4060', 'Leonding'],
		['4061', 'Pasching'],
		['4481', 'Asten']
	],
	GMU: [
		['4810', 'Gmunden'],
		['4812', 'Pinsdorf'],
		['4813', 'Altmünster'],
		['4801', 'Traunkirchen'],
		['4663', 'Laakirchen']
	],
	VBR: [
		['4840', 'Vöcklabruck'],
		['4800', 'Attnang-Puchheim'],
		['4850', 'Timelkam'],
		['4844', 'Regau'],
		['4863', 'Seewalchen am Attersee']
	],
	FRS: [
		['4240', 'Freistadt'],
		['4212', 'Neumarkt im Mühlkreis'],
		['4284', 'Tragwein'],
		['4261', 'Rainbach im Mühlkreis']
	],
	SRD: [
		['4780', 'Schärding'],
		['4782', 'Sankt Florian am Inn'],
		['4775', 'Taufkirchen an der Pram'],
		['4784', 'Schardenberg']
	]
};

/** Street names. */
export const STREETS: readonly string[] = [
	'Hauptstraße',
	'Bahnhofstraße',
	'Kirchengasse',
	'Schulstraße',
	'Feldweg',
	'Gartenstraße',
	'Lindenweg',
	'Birkenstraße',
	'Mühlbachweg',
	'Am Südhang',
	'Ringstraße',
	'Stelzhamerstraße',
	'Adalbert-Stifter-Straße',
	'Brucknerstraße',
	'Sonnenhang',
	'Wiesenweg',
	'Ahornweg',
	'Seepromenade',
	'Obere Donaulände',
	'Pfarrplatz',
	'Höhenstraße',
	'Ziegeleistraße',
	'Weingartenweg',
	'Siedlungsstraße'
];
