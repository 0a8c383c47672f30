import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Moves the cache elsewhere, e.g. to a bigger disk. */
const OVERRIDE = 'N8N_360DIALOG_CACHE';

/**
 * The folder for everything that is made once per machine and not once per checkout: the installed
 * n8n, its migrated database, the demo's n8n user folder. Never inside the checkout.
 *
 * @returns an absolute path to an existing folder
 */
export function cacheFolder(): string {
	const folder =
		process.env[OVERRIDE] ??
		join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'n8n-nodes-360dialog-groups');
	mkdirSync(folder, { recursive: true });
	return folder;
}
