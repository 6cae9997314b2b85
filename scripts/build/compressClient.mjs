import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from '../prepare/root.mjs';

const TEXT = /\.(?:css|html|js|json|svg|txt|webmanifest)$/;
/** Below this a header costs more than compression saves. */
const LEAST = 1024;

/** Lays a `.br` and a `.gz` beside each text of the client, so that the server need not compress while answering. */
export async function compressClient() {
	const client = path.join(root, 'build', 'client');
	for (const name of readdirSync(client, { recursive: true, encoding: 'utf8' })) {
		if (!TEXT.test(name)) continue;
		const file = path.join(client, name);
		const content = readFileSync(file);
		if (content.length < LEAST) continue;
		const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
		writeFileSync(`${file}.br`, brotliCompressSync(content, { params }));
		writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
	}
}
