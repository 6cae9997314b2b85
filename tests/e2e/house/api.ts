/** Somebody's requests to the server, past the screens: only to prepare what a test is not about. */
export class Api {
	readonly #url: string;
	#cookie = '';

	constructor(url: string) {
		this.#url = url;
	}

	/** @throws Error for any answer that is no success */
	async post(path: string, body: object | FormData): Promise<unknown> {
		const form = body instanceof FormData;
		return await this.#ask(path, {
			method: 'POST',
			headers: form ? {} : { 'content-type': 'application/json' },
			body: form ? body : JSON.stringify(body)
		});
	}

	/** @throws Error for any answer that is no success */
	async put(path: string, body: object): Promise<unknown> {
		const headers = { 'content-type': 'application/json' };
		return await this.#ask(path, { method: 'PUT', headers, body: JSON.stringify(body) });
	}

	/** @throws Error for any answer that is no success */
	get(path: string): Promise<unknown> {
		return this.#ask(path, {});
	}

	async #ask(
		path: string,
		init: { method?: string; headers?: Record<string, string>; body?: string | FormData }
	) {
		const response = await fetch(this.#url + path, {
			...init,
			headers: { ...init.headers, cookie: this.#cookie }
		});
		const [cookie] = response.headers.getSetCookie();
		if (cookie !== undefined) this.#cookie = cookie.split(';')[0] ?? '';
		const text = await response.text();
		if (!response.ok) throw new Error(`${path} answered ${response.status} ${text}`);
		// progress comes as one JSON document per line, the last one being the answer
		const last = text.trim().split('\n').at(-1) ?? '';
		return last === '' ? undefined : (JSON.parse(last) as unknown);
	}
}
