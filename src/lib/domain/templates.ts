/** What the places of a Textbaustein (S10) stand for; empty where it is not known yet. */
export interface TemplatePlaces {
	readonly name: string;
	readonly datum: string;
	readonly regel: string;
}

/** The places that a template may have, as people write them in it. */
export const TEMPLATE_PLACES = ['name', 'datum', 'regel'] as const;

/** The template with its places filled in; what is not known stands as `…`, to be seen and typed. Other braces stay as they are. */
export function filledTemplate(text: string, places: TemplatePlaces): string {
	return text.replace(/\{(name|datum|regel)\}/g, (_, place: keyof TemplatePlaces) => places[place] || '…');
}
