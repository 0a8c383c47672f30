import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { CommandError, lastLines } from './command';
import { HelpfulError } from './helpfulError';

const COMPILERS = { python3: 'python3', make: 'make', 'g++': 'g++' };

function isOnPath(command: string): boolean {
	return (process.env.PATH ?? '').split(delimiter).some((folder) => {
		try {
			accessSync(join(folder, command), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

function sentenceFor(output: string): string | undefined {
	if (/ENOSPC|no space left on device/i.test(output)) {
		return 'The disk is full. n8n needs about 4 GB; free some space, then start again.';
	}
	const missing = Object.entries(COMPILERS).filter(([command]) => !isOnPath(command));
	if (/node-gyp|gyp ERR/.test(output) && missing.length > 0) {
		const names = missing.map(([name]) => name).join(', ');
		return (
			`n8n's database module must be compiled here, and this is missing for it: ${names}. On Debian ` +
			'and Ubuntu: sudo apt-get install -y python3 make g++. Then start again; what was downloaded ' +
			'is kept.'
		);
	}
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ETIMEDOUT|ERR_SOCKET/.test(output)) {
		return 'The npm registry cannot be reached. Check the network connection (and the proxy, if you have one), then start again.';
	}
	return undefined;
}

/**
 * @param error of a command that took part in the installation
 * @returns an error that says how to mend it, naming the log file; other errors as they are
 */
export function explainInstallProblem(error: unknown): unknown {
	if (!(error instanceof CommandError)) return error;
	const sentence =
		sentenceFor(error.output) ??
		`Installing n8n failed in "${error.command}":\n${lastLines(error.output, 8)}`;
	return new HelpfulError(`${sentence}\nThe whole log: ${error.logFile}`);
}
