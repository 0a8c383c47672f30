import { createHash } from 'crypto';

import { isWireObject } from '../api/wire';
import type { GroupEventName } from './event';

/**
 * @param identity what makes the event this one and no other; never how it was written down
 * @returns the name of the event and a short digest
 */
export function eventKey(event: GroupEventName, identity: readonly unknown[]): string {
	const digest = createHash('sha256').update(JSON.stringify(identity)).digest('base64url');
	return `${event}:${digest.slice(0, 22)}`;
}

/** JSON in which the order of keys, and whether numbers and booleans are quoted, makes no difference. */
export function canonical(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(canonical);
	if (!isWireObject(value)) return value === null ? null : String(value);
	const keys = Object.keys(value).sort();
	// A list in an object, since nothing else here is an object.
	return { of: keys.map((key) => [key, canonical(value[key])]) };
}
