import type { ChildProcess } from 'node:child_process';
import { constants } from 'node:os';

const PARENT_LOOKED_AT_EVERY = 1_000;
const ENDING_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Signals a process and all that it started.
 *
 * @param child spawned with `detached: true`, so that it leads a process group
 */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
	if (child.pid === undefined) return;
	try {
		process.kill(-child.pid, signal);
	} catch {
		// Nobody is left in the group.
	}
}

/**
 * Ends this process in order when it is asked to end (Ctrl-C, `kill`, closed terminal), so that
 * everything that waits for its end (`process.once('exit', …)`) is done. Losing its parent counts as
 * being asked: whoever kills npm kills the shell below it, but not what that shell runs. Asking again
 * changes nothing.
 *
 * @param before what else is to be done first
 */
export function endInOrder(before: () => Promise<void> = async () => {}): void {
	let ending = false;
	const end = (code: number) => {
		if (ending) return;
		ending = true;
		void before().finally(() => process.exit(code));
	};
	for (const signal of ENDING_SIGNALS) {
		process.on(signal, () => end(128 + constants.signals[signal]));
	}
	const parent = process.ppid;
	const watch = setInterval(() => {
		if (process.ppid !== parent) end(1);
	}, PARENT_LOOKED_AT_EVERY);
	watch.unref();
}
