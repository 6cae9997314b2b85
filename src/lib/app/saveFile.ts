/** Long enough for the browser to have begun reading the file, ms. */
const KEPT = 60_000;

/** Hands a text file to the person: the browser saves it, or asks where to. */
export function saveFile(name: string, text: string, type: string): void {
	saveBlob(name, new Blob([text], { type: `${type};charset=utf-8` }));
}

/** {@link saveFile} for what is no text. */
export function saveBlob(name: string, blob: Blob): void {
	const address = URL.createObjectURL(blob);
	const link = document.createElement('a');
	link.href = address;
	link.download = name;
	link.click();
	setTimeout(() => URL.revokeObjectURL(address), KEPT);
}
