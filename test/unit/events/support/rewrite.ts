/** The order of keys changed everywhere. */
export function shuffled(value: unknown, seed: number): unknown {
	if (Array.isArray(value)) return value.map((part) => shuffled(part, seed));
	if (typeof value !== 'object' || value === null) return value;
	const rank = (key: string) =>
		[...key].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, seed);
	return Object.fromEntries(
		Object.entries(value)
			.toSorted(([a], [b]) => rank(a) - rank(b))
			.map(([key, part]) => [key, shuffled(part, seed)]),
	);
}

/** Numbers and booleans quoted everywhere. */
export function quoted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(quoted);
	if (typeof value === 'number' || typeof value === 'boolean') return String(value);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, quoted(part)]));
}

/** The value of a key changed, wherever it is. */
export function changed(value: unknown, key: string, change: (old: unknown) => unknown): unknown {
	if (Array.isArray(value)) return value.map((part) => changed(part, key, change));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, part]) => [
			name,
			name === key ? change(part) : changed(part, key, change),
		]),
	);
}

/** A key called something else, wherever it is. */
export function renamed(value: unknown, from: string, to: string): unknown {
	if (Array.isArray(value)) return value.map((part) => renamed(part, from, to));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, part]) => [key === from ? to : key, renamed(part, from, to)]),
	);
}
