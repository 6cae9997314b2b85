/** True where the first version (`1.2.3`) is older than the second. */
export function isOlder(version: string, than: string): boolean {
	const [a, b] = [version, than].map((text) => text.split('.').map((part) => parseInt(part, 10) || 0));
	for (let i = 0; i < Math.max(a?.length ?? 0, b?.length ?? 0); i += 1) {
		const difference = (a?.[i] ?? 0) - (b?.[i] ?? 0);
		if (difference !== 0) return difference < 0;
	}
	return false;
}
