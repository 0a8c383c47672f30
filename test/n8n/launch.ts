import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { lastLines } from './command';
import { quietEnvironment } from './environment';
import { HelpfulError } from './helpfulError';
import { freePort } from './ports';
import { signalGroup } from './processes';
import type { Runtime } from './runtime';

export interface LaunchOptions {
	runtime: Runtime;
	/** A user folder that no other n8n is using. */
	userFolder: string;
	/** The port of editor and webhooks, on the loopback interface. */
	port: number;
	/** Added to the quiet environment, e.g. N8N_EXPRESSION_ENGINE. */
	env?: NodeJS.ProcessEnv;
}

/** A running n8n. */
export interface RunningN8n {
	/** Its address, without a slash at the end. */
	url: string;
	/** The file that it logs to. */
	logFile: string;
	/** @returns what it has logged so far */
	log(): string;
	/** Ends it with all that it started, and returns when nothing of it is left. */
	stop(): Promise<void>;
	/** Ends it with all that it started in the middle of whatever it does, as a power cut would. */
	kill(): Promise<void>;
	/** Settles when it ends without having been stopped, with the end of its log. */
	died: Promise<string>;
}

/** Earlier signs of life, such as /healthz, come before the routes exist. */
const READY = 'Editor is now accessible via:';
const READY_WITHIN = 180_000;
const STOPPED_WITHIN = 12_000;

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null;

async function waitForEnd(child: ChildProcess, milliseconds: number): Promise<boolean> {
	const deadline = Date.now() + milliseconds;
	while (!hasEnded(child) && Date.now() < deadline) await wait(50);
	return hasEnded(child);
}

async function waitUntilReady(child: ChildProcess, log: () => string): Promise<void> {
	const deadline = Date.now() + READY_WITHIN;
	while (!log().includes(READY)) {
		if (hasEnded(child)) {
			throw new HelpfulError(`n8n ended before it was ready:\n${lastLines(log(), 15)}`);
		}
		if (Date.now() > deadline) {
			throw new HelpfulError(
				`n8n was not ready within ${READY_WITHIN / 1_000} s:\n${lastLines(log(), 15)}`,
			);
		}
		await wait(100);
	}
}

/**
 * Starts n8n and returns when its editor and webhooks answer. It ends with this process, however this
 * process ends.
 *
 * @throws HelpfulError with the last lines of n8n's log where it does not become ready
 */
export async function startN8n(options: LaunchOptions): Promise<RunningN8n> {
	const { runtime, userFolder, port } = options;
	const url = `http://localhost:${port}`;
	const logFile = join(userFolder, 'n8n.log');
	const logHandle = openSync(logFile, 'w');
	const child = spawn(
		runtime.node,
		['--require', join(__dirname, 'stopWithParent.cjs'), runtime.n8n, 'start'],
		{
			cwd: userFolder,
			detached: true,
			stdio: ['pipe', logHandle, logHandle],
			env: {
				...quietEnvironment(userFolder),
				N8N_PORT: String(port),
				N8N_RUNNERS_BROKER_PORT: String(await freePort()),
				N8N_EDITOR_BASE_URL: url,
				N8N_WEBHOOK_URL: url,
				...options.env,
			},
		},
	);
	closeSync(logHandle);
	const log = () => readFileSync(logFile, 'utf8');
	const killAtExit = () => signalGroup(child, 'SIGKILL');
	process.once('exit', killAtExit);
	let stopping = false;
	const kill = async () => {
		stopping = true;
		signalGroup(child, 'SIGKILL');
		await waitForEnd(child, STOPPED_WITHIN);
		process.removeListener('exit', killAtExit);
	};
	const stop = async () => {
		stopping = true;
		signalGroup(child, 'SIGTERM');
		await waitForEnd(child, STOPPED_WITHIN);
		await kill();
	};
	const died = new Promise<string>((settle) => {
		child.once('error', (error) => settle(String(error)));
		child.once('exit', () => {
			if (!stopping) settle(lastLines(log(), 15));
		});
	});
	try {
		await waitUntilReady(child, log);
	} catch (error) {
		await stop();
		throw error;
	}
	return { url, logFile, log, stop, kill, died };
}
