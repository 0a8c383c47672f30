import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { signalGroup } from './processes';

export interface CommandOptions {
	cwd: string;
	/** Everything the command prints is appended here. */
	logFile: string;
	env?: NodeJS.ProcessEnv;
}

/** A command that ended with another exit code than 0, or could not be started at all. */
export class CommandError extends Error {
	override readonly name = 'CommandError';

	constructor(
		readonly command: string,
		readonly logFile: string,
		/** The end of what it printed. */
		readonly output: string,
	) {
		super(`"${command}" failed; see ${logFile}\n${output}`);
	}
}

const OUTPUT_SHOWN = 64_000;

/** @returns the last lines of a log file, at most `count` */
export function lastLines(text: string, count: number): string {
	return text.trimEnd().split('\n').slice(-count).join('\n');
}

/**
 * npm hands its own settings to what it runs. Left in place, those of this project (its folder, its
 * life cycle) would be taken for those of the package that the next npm works on.
 *
 * @returns the environment without what `npm run` added
 */
export function withoutNpmRun(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
	const added =
		/^(npm_(package|lifecycle|command|execpath|node_execpath|config_local_prefix))|INIT_CWD/;
	return Object.fromEntries(Object.entries(env).filter(([name]) => !added.test(name)));
}

/**
 * Runs a command to its end, with its output in a log file.
 *
 * @throws CommandError with what the command said
 */
export async function runCommand(
	command: string,
	args: string[],
	{ cwd, logFile, env = withoutNpmRun() }: CommandOptions,
): Promise<void> {
	const log = openSync(logFile, 'a');
	const before = readFileSync(logFile).length;
	// In a process group of its own, so that npm takes the compilers it started with it.
	const child = spawn(command, args, { cwd, env, stdio: ['ignore', log, log], detached: true });
	const killChild = () => signalGroup(child, 'SIGKILL');
	process.once('exit', killChild);
	let code: unknown;
	let reason = '';
	try {
		[code] = await once(child, 'exit');
	} catch (error) {
		reason = `${String(error)}\n`;
	} finally {
		process.removeListener('exit', killChild);
		closeSync(log);
	}
	if (code === 0) return;
	const output = readFileSync(logFile).subarray(before).toString('utf8').slice(-OUTPUT_SHOWN);
	throw new CommandError([command, ...args].join(' '), logFile, `${reason}${output}`);
}
