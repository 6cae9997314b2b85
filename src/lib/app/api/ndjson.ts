/**
 * The lines of a streamed answer, as they arrive. Where the network cuts the stream into pieces means nothing: a line may come in
 * several, and so may a letter. Empty lines are nothing.
 */
export async function* linesOf(body: ReadableStream<BufferSource>): AsyncGenerator<string> {
	const reader = body.pipeThrough(new TextDecoderStream()).getReader();
	let rest = '';
	for (;;) {
		const { done, value } = await reader.read();
		const parts = (rest + (value ?? '')).split('\n');
		rest = done ? '' : (parts.pop() ?? '');
		yield* parts.filter((part) => part.trim() !== '');
		if (done) return;
	}
}
