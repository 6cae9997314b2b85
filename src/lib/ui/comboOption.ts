/** Something that a Combobox offers. */
export interface ComboOption {
	key: string;
	label: string;
	/** Second line or place: "Leitung · Linz Urfahr". */
	secondary?: string;
	/** Options of the same group stand together under its name, in the order in which they come. */
	group?: string;
}
