/**
 * SHA-256 (FIPS 180-4) over plain arrays. CouchDB's QuickJS has no typed arrays, which every library needs, so the bundle of
 * the validate function has this one in place of @noble/hashes. A test holds the two together.
 */

const isPrime = (n: number): boolean => {
	for (let d = 2; d * d <= n; d += 1) if (n % d === 0) return false;
	return true;
};

/** The first 32 bits of the fractional part. */
const fraction = (x: number): number => ((x - Math.floor(x)) * 0x100000000) | 0;

/** The first 64 primes: the constants of FIPS 180-4 § 4.2.2 and § 5.3.3 are roots of them. */
const primes: number[] = [];
for (let n = 2; primes.length < 64; n += 1) if (isPrime(n)) primes.push(n);
const K = primes.map((prime) => fraction(Math.pow(prime, 1 / 3)));
const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

/** Message, a 1 bit, zeros, and the length in bits, as big-endian words in whole blocks of 16 (§ 5.1.1). */
function words(bytes: readonly number[]): number[] {
	const { length } = bytes;
	const padded = bytes.concat([0x80]);
	while (padded.length % 64 !== 56) padded.push(0);
	const out: number[] = [];
	const at = (i: number): number => padded[i] as number;
	for (let i = 0; i < padded.length; i += 4) {
		out.push((at(i) << 24) | (at(i + 1) << 16) | (at(i + 2) << 8) | at(i + 3));
	}
	out.push(Math.floor(length / 0x20000000), length << 3);
	return out;
}

/** One after the other, so that no block needs a new array. */
const w = K.slice();

/**
 * One block more (§ 6.2.2), into `state`. CouchDB interprets this some hundred times a document, without a compiler: local names
 * and arrays that are there already make it more than twice as fast.
 */
function compress(
	state: number[],
	message: readonly number[],
	offset: number,
	k: readonly number[],
	w: number[]
): void {
	const at = (i: number): number => state[i] as number;
	let [a, b, c, d, e, f, g, h] = [at(0), at(1), at(2), at(3), at(4), at(5), at(6), at(7)];
	for (let t = 0; t < 16; t += 1) w[t] = message[offset + t] as number;
	for (let t = 16; t < 64; t += 1) {
		const x = w[t - 15] as number;
		const y = w[t - 2] as number;
		const small0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
		const small1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
		w[t] = ((w[t - 16] as number) + small0 + (w[t - 7] as number) + small1) | 0;
	}
	for (let t = 0; t < 64; t += 1) {
		const big1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
		const t1 = (h + big1 + (g ^ (e & (f ^ g))) + (k[t] as number) + (w[t] as number)) | 0;
		const big0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
		const t2 = big0 + ((a & b) ^ (c & (a ^ b)));
		h = g;
		g = f;
		f = e;
		e = (d + t1) | 0;
		d = c;
		c = b;
		b = a;
		a = (t1 + t2) | 0;
	}
	[a, b, c, d, e, f, g, h].forEach((value, i) => {
		state[i] = (at(i) + value) | 0;
	});
}

/** The 32 bytes of the hash. */
export function sha256(bytes: readonly number[]): number[] {
	const message = words(bytes);
	const state = START.slice();
	for (let offset = 0; offset < message.length; offset += 16) compress(state, message, offset, K, w);
	const out: number[] = [];
	for (const value of state) out.push(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
	return out;
}
