import type { BenchServer } from '../servers.ts';

async function post(
	url: string,
	body: object,
	headers: Record<string, string>,
	method = 'POST'
): Promise<Response> {
	const answer = await fetch(url, {
		method,
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body)
	});
	if (!answer.ok) throw new Error(`${url}: ${answer.status} ${await answer.text()}`);
	return answer;
}

/** Pairs devices one by one, as a lead does; each comes from an address of its own, since pairing is limited by address. */
export async function pairDevices(
	{ url, cookie: { name, value } }: BenchServer,
	count: number
): Promise<{ name: string; cookie: string }[]> {
	const admin = { cookie: `${name}=${value}` };
	const site = { id: 'LNU', name: 'Linz Urfahr', kind: 'studio' };
	await post(`${url}/api/lists/sites`, { revision: '', entries: [site] }, admin, 'PUT');
	const paired: { name: string; cookie: string }[] = [];
	for (let i = 0; i < count; i += 1) {
		const made = await post(`${url}/api/pairings`, { site: 'LNU', label: `Tablet ${i}` }, admin);
		const { code } = (await made.json()) as { code: string };
		const from = { 'x-forwarded-for': `10.0.${Math.floor(i / 250)}.${(i % 250) + 1}` };
		const answer = await post(`${url}/api/pair`, { code }, from);
		const { account } = (await answer.json()) as { account: string };
		const [cookie = ''] = (answer.headers.get('set-cookie') ?? '').split(';');
		paired.push({ name: account, cookie });
	}
	return paired;
}
