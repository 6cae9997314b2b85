import { createHash } from 'node:crypto';

type Node = Readonly<Record<string, unknown>>;

/** What a check asks for; a function is known by its message alone. */
function requirementOf({ requirement, message }: Node): unknown {
	if (requirement instanceof RegExp) return String(requirement);
	return typeof requirement === 'function' ? `check: ${String(message)}` : requirement;
}

/** A schema or an action of valibot. The fields of a fact are none, even where one of them is called `kind`. */
function isNode(value: unknown): value is Node {
	return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}

function treeOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(treeOf);
	if (isNode(value)) return schemaTree(value);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, member]) => [name, treeOf(member)])
	);
}

/** Everything about a valibot schema that decides what it takes, as plain data; the order of fields aside. */
export function schemaTree(schema: object): unknown {
	const node = schema as Node;
	const pipe = node.pipe as readonly Node[] | undefined;
	// The first member of a pipe is the schema that carries it, without the pipe.
	const [first, ...rest] = pipe ?? [node];
	const {
		type,
		entries,
		item,
		items,
		options,
		literal,
		wrapped,
		key,
		rest: others,
		default: fallback
	} = first ?? node;
	const own = { type, entries, item, items, options, literal, wrapped, key, rest: others, fallback };
	const actions = rest.map((action) => ({ type: action.type, requirement: requirementOf(action) }));
	return treeOf({ ...own, requirement: requirementOf(node), actions });
}

/** A short fingerprint of {@link schemaTree}. */
export function schemaHash(schema: object): string {
	return createHash('sha256')
		.update(JSON.stringify(schemaTree(schema)))
		.digest('hex')
		.slice(0, 16);
}
