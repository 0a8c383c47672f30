/** Looks at what came from outside: everything is `unknown` until it has been through here. */

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isString(value: unknown): value is string {
	return typeof value === 'string';
}

/** In: what came. Out: its entries if it is an object of strings only. */
export function stringRecord(value: unknown): Record<string, string> | undefined {
	if (!isRecord(value)) return undefined;
	const result: Record<string, string> = {};
	for (const [key, entry] of Object.entries(value)) {
		if (!isString(entry)) return undefined;
		result[key] = entry;
	}
	return result;
}

/** Length as people count it: an emoji of two UTF-16 units is one character. */
export function characters(text: string): number {
	return [...text].length;
}
