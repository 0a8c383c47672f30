/** How long a creation that was never confirmed is remembered: after that it certainly won't come any more. */
const REMEMBERED_MS = 10 * 60_000;

interface Unconfirmed {
	count: number;
	/** Groups with this subject that existed before the first of them was asked for. */
	known: ReadonlySet<string>;
	expiresAt: number;
}

const lastTurn = new Map<string, Promise<unknown>>();
const unconfirmed = new Map<string, Unconfirmed>();

/**
 * Creations of groups with the same subject run one after the other in this n8n process, whichever workflow they
 * belong to: while only one of them is under way, a new group with that subject belongs to it.
 */
export async function inTurn<Result>(
	subject: string,
	create: () => Promise<Result>,
): Promise<Result> {
	const before = lastTurn.get(subject);
	const turn = before ? Promise.allSettled([before]).then(create) : create();
	lastTurn.set(subject, turn);
	const [result] = await Promise.allSettled([turn]);
	if (lastTurn.get(subject) === turn) lastTurn.delete(subject);
	if (result.status === 'rejected') throw result.reason;
	return result.value;
}

/** A group was asked for and never seen; it may still appear. Call within the turn. */
export function rememberUnconfirmed(subject: string, known: ReadonlySet<string>): void {
	forgetExpired();
	const earlier = unconfirmed.get(subject);
	unconfirmed.set(subject, {
		count: (earlier?.count ?? 0) + 1,
		known: earlier?.known ?? known,
		expiresAt: Date.now() + REMEMBERED_MS,
	});
}

/**
 * Whether a group that was asked for earlier may still appear and be taken for another. Call within the turn.
 *
 * @param existing the groups with this subject that exist now
 */
export function mayStillAppear(subject: string, existing: ReadonlySet<string>): boolean {
	forgetExpired();
	const earlier = unconfirmed.get(subject);
	if (!earlier) return false;
	const appeared = [...existing].filter((groupId) => !earlier.known.has(groupId));
	if (appeared.length < earlier.count) return true;
	unconfirmed.delete(subject);
	return false;
}

function forgetExpired(): void {
	const now = Date.now();
	for (const [subject, { expiresAt }] of unconfirmed) {
		if (expiresAt <= now) unconfirmed.delete(subject);
	}
}
