/** Names as they are found in Upper Austria. Whoever carries one of the combinations does so by chance. */
import type { Random } from './random.ts';

type NamePair = readonly [last: string, first: string];

const words = (list: string): readonly string[] => list.trim().split(/\s+/);

const FIRST = words(`
	Anna Maria Sophie Lena Laura Julia Sarah Lisa Katharina Magdalena Theresa Johanna Elisabeth Barbara Eva Sabine
	Claudia Petra Monika Andrea Birgit Daniela Martina Manuela Nicole Verena Cornelia Kerstin Tamara Bianca Jasmin
	Viktoria Elena Emma Marlene Valentina Hannah Leonie Miriam Ulrike Gertraud Waltraud Roswitha Edeltraud Ingrid
	Lukas Tobias David Florian Michael Thomas Andreas Stefan Markus Christian Daniel Alexander Matthias Dominik
	Sebastian Fabian Philipp Patrick Manuel Martin Peter Johannes Franz Josef Karl Georg Gerald Günther Jürgen
	Wolfgang Harald Reinhard Helmut Herbert Alois Engelbert Jakob Felix Paul Maximilian Simon Moritz Elias Jonas
	Björn Jörg René Zoë Chloé Käthe Öykü Noël Jérôme Andrés`);

const LAST = words(`
	Gruber Huber Bauer Wagner Müller Pichler Steiner Moser Mayer Hofer Leitner Berger Fuchs Eder Fischer Schmid
	Winkler Weber Schwarz Maier Schneider Reiter Mayr Schmidt Wimmer Egger Brunner Lang Baumgartner Auer Binder
	Lechner Wolf Wallner Aigner Ebner Koller Lehner Haas Schuster Heilig Hauser Strasser Stadler Böhm Weiß Kaiser
	Holzer Kraus Riegler Grabner Haider Schober Strobl Hofbauer Hackl Mayrhofer Ortner Posch Zauner Thaler
	Brandstätter Mühlböck Hölzl Öhlinger Überreiter Größwang Füreder Pühringer Kitzmüller Wögerbauer Schöffl
	Viehböck Nöbauer Kühberger Röhrenbacher Süß Großauer Käferböck Stöttinger Krückl Gahleitner Hinterreiter
	Rammerstorfer Lehermayr Obermüller Oberhumer Hochreiter Schwarzenbrunner Niederwimmer Ganglberger Enzenhofer
	Plöchl Trauner Raml Ecker Peneder Scheuchenpflug Kirchmayr Birngruber Lumetsberger Wurzinger Schachinger`);

const SOUTH_SLAVIC_FIRST = words(`
	Dragan Goran Zoran Željko Miloš Nikola Stefan Marko Ivan Luka Ante Mirza Emir Amar Dejan Saša
	Dragana Jelena Milica Ivana Ana Snežana Žaklina Amra Selma Lejla Đurđica Nataša Tijana Mirela`);
const SOUTH_SLAVIC_LAST = words(`
	Đorđević Jovanović Petrović Nikolić Marković Ilić Pavlović Kovačević Babić Horvat Hodžić Begović Halilović
	Šimić Đukić Živković Čolić Stanković Tomić Perić Mešić Suljić Ćosić Krasniqi Berisha Gashi`);
const TURKISH_FIRST = words(`
	Mehmet Mustafa Ahmet Ali Hüseyin Emre Burak Yiğit Çağlar İbrahim Ömer Oğuzhan
	Ayşe Fatma Zeynep Elif Merve Gülşen Şeyma Büşra Tuğba Nurgül Esra Çiğdem`);
const TURKISH_LAST = words(`
	Yılmaz Kaya Demir Çelik Şahin Yıldız Öztürk Aydın Özdemir Arslan Doğan Kılıç Aslan Çetin Koç Şimşek Güneş
	Yıldırım Karadağ Ünal Özçelik Büyükkaya`);
const OTHER: readonly NamePair[] = [
	['Nguyễn', 'Thị Hồng'],
	['Kowalczyk', 'Małgorzata'],
	['Szabó', 'István'],
	['Novák', 'Jiří'],
	['Popescu', 'Ștefan'],
	['O’Connor', 'Sinéad'],
	['Al-Hassan', 'Nour'],
	['van der Meer', 'Joost'],
	['Ivanova', 'Svetlana'],
	['Rossi', 'Niccolò'],
	['Ng', 'Li'],
	['Ó', 'Aoife']
];

/** A name of 80 characters and more, as forms must bear it. */
const LONG: readonly NamePair[] = [
	['Freiherr von Schwarzenbrunner-Mitterlehner zu Oberneukirchen', 'Maximilian Ferdinand Leopold'],
	['Hinterberger-Scheuchenpflug-Brandstätter', 'Maria Theresia Antonia Josepha Elisabeth'],
	['Wolfeschlegelsteiner-Unterkirchmayrhofer', 'Karl-Heinz Johann-Nepomuk']
];

/** First and last name of a person. */
export interface Name {
	first: string;
	last: string;
}

function austrianName(random: Random): Name {
	const last = random.pick(LAST);
	const double = random.chance(0.06);
	const second = random.pick(LAST);
	const first = random.chance(0.03) ? `${random.pick(FIRST)}-${random.pick(FIRST)}` : random.pick(FIRST);
	const title = random.chance(0.025) ? `${random.pick(['Mag.', 'Dr.', 'DI', 'Ing.'])} ` : '';
	return { first: title + first, last: double && second !== last ? `${last}-${second}` : last };
}

/** A made-up name: most of them Austrian, with the others that a membership list of the region has. */
export function makeName(random: Random): Name {
	const origin = random.weighted([
		['austrian', 83],
		['south-slavic', 8],
		['turkish', 6.5],
		['other', 2],
		['long', 0.3]
	] as const);
	if (origin === 'austrian') return austrianName(random);
	if (origin === 'south-slavic') {
		return { first: random.pick(SOUTH_SLAVIC_FIRST), last: random.pick(SOUTH_SLAVIC_LAST) };
	}
	if (origin === 'turkish') return { first: random.pick(TURKISH_FIRST), last: random.pick(TURKISH_LAST) };
	const [last, first] = random.pick(origin === 'other' ? OTHER : LONG);
	return { first, last };
}
