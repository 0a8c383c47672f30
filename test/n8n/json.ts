/** Any JSON object. */
export type JsonObject = Record<string, unknown>;

/** An answer that is not what was asked for. */
export class UnexpectedAnswer extends Error {
	override readonly name = 'UnexpectedAnswer';
}

export function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(what: string, value: unknown): never {
	throw new UnexpectedAnswer(`Expected ${what}, got ${JSON.stringify(value)?.slice(0, 500)}`);
}

/** @throws UnexpectedAnswer */
export function asObject(value: unknown, what: string): JsonObject {
	return isObject(value) ? value : refuse(what, value);
}

/** @throws UnexpectedAnswer */
export function asArray(value: unknown, what: string): unknown[] {
	return Array.isArray(value) ? value : refuse(what, value);
}

/** @throws UnexpectedAnswer */
export function asString(value: unknown, what: string): string {
	return typeof value === 'string' ? value : refuse(what, value);
}

/**
 * @param text JSON
 * @throws SyntaxError
 */
export function parseJson(text: string): unknown {
	const value: unknown = JSON.parse(text);
	return value;
}
