/** Long enough for the browser to have begun reading the file, ms. */
const KEPT = 60_000;

/** Hands a text file to the person: the browser saves it, or asks where to. */
export function saveFile(name: string, text: string, type: string): void {
	const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
