import { sleep } from 'n8n-workflow';

/** n8n's `sleep` can't be ended, so a stopped execution leaves at most a timer of this length behind. */
const LONGEST_SLEEP_MS = 1_000;

/**
 * Waits, but not longer than until the execution is stopped.
 *
 * @returns whether the time has passed; `false` when the execution was stopped before
 */
export async function pause(ms: number, signal: AbortSignal | undefined): Promise<boolean> {
	if (!signal) {
		await sleep(ms);
		return true;
	}
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
	});
	signal.addEventListener('abort', stop, { once: true });
	for (let left = ms; left > 0 && !signal.aborted; left -= LONGEST_SLEEP_MS) {
		await Promise.race([sleep(Math.min(left, LONGEST_SLEEP_MS)), stopped]);
	}
	signal.removeEventListener('abort', stop);
	return !signal.aborted;
}
