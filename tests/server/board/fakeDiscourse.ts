/** A small forum on a real socket that gives the answers of Discourse, those of bad days included. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A topic that somebody posted. */
export interface Topic {
	readonly id: number;
	readonly title: string;
	readonly raw: string;
	readonly category?: number;
	readonly external_id: string;
}

/** What the next post gets instead of success. */
export type BadDay =
	| { readonly kind: 'limit'; readonly seconds: number }
	| { readonly kind: 'failure'; readonly status: number }
	/** Takes the post and never answers */
	| { readonly kind: 'silent' }
	/** Holds the post back until somebody approves it */
	| { readonly kind: 'approval' }
	/** A page that is no Discourse's */
	| { readonly kind: 'page' }
	| { readonly kind: 'moved'; readonly to: string };

const KEY = 'key-of-the-board';

function answer(
	response: ServerResponse,
	status: number,
	body: object,
	headers: Record<string, string> = {}
): void {
	response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
	response.end(JSON.stringify(body));
}

/** Starts it. */
export async function startFakeDiscourse() {
	const topics: Topic[] = [];
	const held: Omit<Topic, 'id'>[] = [];
	const badDays: BadDay[] = [];
	let posts = 0;
	let wanted = KEY;

	function find(externalId: string): Topic | undefined {
		return topics.find((topic) => topic.external_id.toLowerCase() === externalId.toLowerCase());
	}

	function publish(post: Omit<Topic, 'id'>): Topic {
		const topic = { ...post, id: 100 + topics.length };
		topics.push(topic);
		return topic;
	}

	function create(post: Omit<Topic, 'id'>, response: ServerResponse): void {
		const refuse = (...errors: string[]): void => answer(response, 422, { action: 'create_post', errors });
		if (post.title.length < 15) return refuse('Der Titel ist zu kurz (nicht weniger als 15 Zeichen)');
		if (post.title.length > 255) return refuse('Der Titel ist zu lang (nicht mehr als 255 Zeichen)');
		if (post.raw.length < 20) return refuse('Der Text ist zu kurz (nicht weniger als 20 Zeichen)');
		if (!/^[\w-]{1,50}$/.test(post.external_id)) return refuse('External ID is invalid');
		if (find(post.external_id)) return refuse('External ID has already been taken');
		if (topics.some(({ title }) => title.toLowerCase() === post.title.toLowerCase())) {
			return refuse('Der Titel ist bereits vergeben');
		}
		const bad = badDays.shift();
		if (bad?.kind === 'limit') {
			const error = { errors: ['Du hast das zu oft gemacht.'], error_type: 'rate_limit' };
			return answer(response, 429, { ...error, extras: { wait_seconds: bad.seconds } });
		}
		if (bad?.kind === 'failure') return answer(response, bad.status, { errors: ['Hoppla'] });
		if (bad?.kind === 'page')
			return void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>Hallo</p>');
		if (bad?.kind === 'moved') return void response.writeHead(301, { location: bad.to }).end();
		if (bad?.kind === 'approval') {
			held.push(post);
			return answer(response, 200, { action: 'enqueued', success: true, pending_count: held.length });
		}
		const topic = publish(post);
		if (bad?.kind === 'silent') return;
		answer(response, 200, {
			id: 9000 + topic.id,
			topic_id: topic.id,
			topic_slug: 'ein-titel',
			cooked: '<p>…</p>'
		});
	}

	async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { url = '', method, headers } = request;
		if (headers['api-key'] !== wanted || headers['api-username'] !== 'dienstbuch') {
			const errors = [
				'You are not permitted to view the requested resource. The API username or key is invalid.'
			];
			return answer(response, 403, { errors, error_type: 'invalid_access' });
		}
		const asked = /^\/t\/external_id\/([\w-]+)\.json$/.exec(url)?.[1];
		if (method === 'GET' && asked !== undefined) {
			const topic = find(asked);
			if (!topic) return answer(response, 404, { errors: ['Nicht gefunden'], error_type: 'not_found' });
			const location = `http://${headers.host}/t/ein-titel/${topic.id}.json`;
			return void response.writeHead(301, { location }).end();
		}
		if (method !== 'POST' || url !== '/posts.json') return answer(response, 404, { errors: [] });
		posts += 1;
		create((await json(request)) as Omit<Topic, 'id'>, response);
	}

	const server = createServer(
		(request, response) => void handle(request, response).catch(() => response.destroy())
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		connector: { url: `http://127.0.0.1:${port}`, user: 'dienstbuch', key: KEY, since: 0, by: 'test' },
		topics,
		/** The answers to the next posts that would succeed, one each */
		badDays,
		/** How often somebody tried to post */
		get posts() {
			return posts;
		},
		/** Has the key hold no longer, or again */
		lockOut(yes: boolean) {
			wanted = yes ? 'another' : KEY;
		},
		/** Somebody lets through what was held back */
		approve() {
			for (const post of held.splice(0)) publish(post);
		},
		async close() {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}
