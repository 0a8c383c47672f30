const lastTurn = new Map<string, Promise<unknown>>();

/**
 * Runs one task after the other in this n8n process, whichever workflow they belong to.
 *
 * @param key the same for all tasks that could get in each other's way
 */
export async function inTurn<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
	const before = lastTurn.get(key);
	const turn = before ? Promise.allSettled([before]).then(task) : task();
	lastTurn.set(key, turn);
	const [result] = await Promise.allSettled([turn]);
	if (lastTurn.get(key) === turn) lastTurn.delete(key);
	if (result.status === 'rejected') throw result.reason;
	return result.value;
}
