/**
 * Which creation a new group belongs to can only be told if no other group with the same subject is on its way. So
 * creations of one number with the same subject take turns in this n8n process, whichever workflow they belong to,
 * and the ones that were never confirmed are remembered.
 */

/** How long a creation that was never confirmed is remembered: after that it certainly won't come any more. */
const REMEMBERED_MS = 10 * 60_000;

interface Unconfirmed {
	/** Groups with this subject that existed before; `undefined` when nobody looked. */
	known: Set<string> | undefined;
	expiresAt: number;
}

const unconfirmed = new Map<string, Unconfirmed[]>();

/** A group was asked for and not seen; it may still appear. Call within the turn. */
export function rememberUnconfirmed(key: string, known?: ReadonlySet<string>): void {
	forgetExpired();
	const earlier = unconfirmed.get(key) ?? [];
	unconfirmed.set(key, [
		...earlier,
		{ known: known && new Set(known), expiresAt: Date.now() + REMEMBERED_MS },
	]);
}

/** A group was asked for and found, so it is none of those that may still appear. Call within the turn. */
export function rememberConfirmed(key: string, groupId: string): void {
	for (const { known } of unconfirmed.get(key) ?? []) known?.add(groupId);
}

/**
 * Whether a group that was asked for earlier may still appear and be taken for another. Call within the turn.
 *
 * @param existing the groups with this subject that exist now
 */
export function mayStillAppear(key: string, existing: ReadonlySet<string>): boolean {
	forgetExpired();
	const earlier = unconfirmed.get(key) ?? [];
	if (earlier.some(({ known }) => known === undefined)) return true;
	const before = earlier[0]?.known;
	const appeared = [...existing].filter((groupId) => !before?.has(groupId));
	if (appeared.length < earlier.length) return true;
	unconfirmed.delete(key);
	return false;
}

function forgetExpired(): void {
	const now = Date.now();
	for (const [key, creations] of unconfirmed) {
		const left = creations.filter(({ expiresAt }) => expiresAt > now);
		if (left.length === 0) unconfirmed.delete(key);
		else unconfirmed.set(key, left);
	}
}
