import { sleep } from 'n8n-workflow';

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
	if (signal.aborted) return false;
	let stop = () => {};
	const stopped = new Promise<void>((resolve) => {
		stop = resolve;
	});
	signal.addEventListener('abort', stop, { once: true });
	await Promise.race([sleep(ms), stopped]);
	signal.removeEventListener('abort', stop);
	return !signal.aborted;
}
