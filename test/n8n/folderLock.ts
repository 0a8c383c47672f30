import {
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isObject } from './json';

const REFRESHED_EVERY = 2_000;
/** A lock that nobody refreshed for this long belongs to a process that is gone. */
const STALE_AFTER = 15_000;

/** A folder held by this process. */
export interface FolderLock {
	release(): void;
}

const ownerFile = (path: string) => join(path, 'owner');

const hasCode = (error: unknown, code: string) => isObject(error) && error.code === code;

function age(path: string): number {
	try {
		return Date.now() - statSync(path).mtimeMs;
	} catch {
		return 0;
	}
}

function ownerIsGone(path: string): boolean {
	try {
		const [host, pid] = readFileSync(ownerFile(path), 'utf8').split(' ');
		if (host === hostname()) process.kill(Number(pid), 0);
		return false;
	} catch (error) {
		return hasCode(error, 'ESRCH');
	}
}

const isStale = (path: string) => age(path) > STALE_AFTER || ownerIsGone(path);

function discardStale(path: string): void {
	if (!isStale(path)) return;
	// Renaming is atomic: of several processes that find it stale, one gets to remove it.
	const discarded = `${path}.stale-${process.pid}`;
	try {
		renameSync(path, discarded);
		// Another process may have been quicker, and this is its new lock.
		if (!isStale(discarded)) renameSync(discarded, path);
	} catch (error) {
		if (!hasCode(error, 'ENOENT') && !hasCode(error, 'ENOTEMPTY')) throw error;
	}
	rmSync(discarded, { recursive: true, force: true });
}

function create(path: string): boolean {
	try {
		mkdirSync(path);
	} catch (error) {
		if (hasCode(error, 'EEXIST')) return false;
		throw error;
	}
	writeFileSync(ownerFile(path), `${hostname()} ${process.pid}`);
	return true;
}

/**
 * Takes a lock that is free again when this process ends, however it ends.
 *
 * @param path of the lock itself (a folder that must not exist for any other purpose)
 * @returns undefined where another living process holds it
 */
export function tryLock(path: string): FolderLock | undefined {
	discardStale(path);
	if (!create(path)) return undefined;
	const refresh = setInterval(() => {
		try {
			utimesSync(path, new Date(), new Date());
		} catch {
			// Removed by hand: nothing left to refresh.
			clearInterval(refresh);
		}
	}, REFRESHED_EVERY);
	refresh.unref();
	const release = () => {
		clearInterval(refresh);
		process.removeListener('exit', release);
		rmSync(path, { recursive: true, force: true });
	};
	process.once('exit', release);
	return { release };
}

/**
 * Waits until the lock can be taken.
 *
 * @param onWait called once where another process has it
 */
export async function lock(path: string, onWait: () => void): Promise<FolderLock> {
	let waited = false;
	for (;;) {
		const taken = tryLock(path);
		if (taken) return taken;
		if (!waited) onWait();
		waited = true;
		await wait(500);
	}
}
