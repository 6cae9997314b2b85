type Json = null | boolean | number | string | Json[] | { [key: string]: Json | undefined };

function write(value: Json): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	if (Array.isArray(value)) return `[${value.map(write).join(',')}]`;
	const members: string[] = [];
	for (const key of Object.keys(value).sort()) {
		const member = value[key];
		if (member !== undefined) members.push(`${JSON.stringify(key)}:${write(member)}`);
	}
	return `{${members.join(',')}}`;
}

/** The fields of a document that make its content: all whose names do not begin with `_` (rule F2). */
export function bodyOf(doc: object): Record<string, unknown> {
	const body: Record<string, unknown> = {};
	for (const [key, value] of Object.entries(doc)) {
		if (!key.startsWith('_')) body[key] = value;
	}
	return body;
}

/** One text for one content: JSON with sorted keys, no white space, fields that are `undefined` left out (rule F2). */
export function canonical(doc: object): string {
	return write(bodyOf(doc) as { [key: string]: Json });
}
