import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Puts everything temporary that this process and its children make from now on into one folder, which
 * goes when the process does. So nothing stays behind either where a step is interrupted half-way.
 */
export function keepTemporaryFilesTogether(): void {
	const folder = mkdtempSync(join(tmpdir(), 'n8n-bench-'));
	process.env.TMPDIR = folder;
	process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
}
