import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cacheFolder } from './cacheFolder';
import { runCommand } from './command';
import { quietEnvironment } from './environment';
import { lock, tryLock } from './folderLock';
import { HelpfulError } from './helpfulError';
import type { Runtime } from './runtime';

/** The folder with one n8n's database, keys and community packages. */
export interface UserFolder {
	path: string;
	/** Gives it up: a throw-away folder is removed, a kept one is free for the next start. */
	dispose(): void;
}

/** A folder that appears under its name complete or not at all. */
async function atomically(path: string, fill: (partial: string) => Promise<void> | void) {
	const partial = `${path}.partial`;
	rmSync(partial, { recursive: true, force: true });
	mkdirSync(partial, { recursive: true });
	await fill(partial);
	renameSync(partial, path);
}

/** n8n's database after all migrations, made once per n8n version and copied from then on. */
async function migratedTemplate(runtime: Runtime): Promise<string> {
	const template = join(cacheFolder(), `${runtime.key}-new-user`);
	if (existsSync(template)) return template;
	const making = await lock(`${template}.lock`, () => undefined);
	try {
		if (existsSync(template)) return template;
		await atomically(template, async (partial) => {
			// Any command that reads the database migrates it first; this one does nothing else.
			await runCommand(runtime.node, [runtime.n8n, 'list:workflow'], {
				cwd: partial,
				env: quietEnvironment(partial),
				logFile: `${template}.log`,
			});
		});
	} finally {
		making.release();
	}
	return template;
}

const copy = (from: string, to: string) => cpSync(from, to, { recursive: true });

/** @returns a new user folder that is removed when it is disposed of, or when this process exits */
export async function throwAwayUserFolder(runtime: Runtime): Promise<UserFolder> {
	const template = await migratedTemplate(runtime);
	const path = await mkdtemp(join(tmpdir(), 'n8n-user-'));
	const dispose = () => {
		process.removeListener('exit', dispose);
		rmSync(path, { recursive: true, force: true, maxRetries: 3 });
	};
	process.once('exit', dispose);
	copy(template, path);
	return { path, dispose };
}

/**
 * @returns the demo's own user folder, with all that was changed in the editor since the first start
 * @throws HelpfulError where another demo is using it
 */
export async function keptUserFolder(runtime: Runtime): Promise<UserFolder> {
	const path = join(cacheFolder(), `demo-n8n-${runtime.version}`);
	let using = tryLock(`${path}.lock`);
	// Long enough for one that was stopped a moment ago.
	for (let tries = 0; !using && tries < 10; tries++) {
		await wait(500);
		using = tryLock(`${path}.lock`);
	}
	if (!using) {
		throw new HelpfulError(
			'Another "npm start" is running with the same n8n folder. Stop it, or start a second, ' +
				'throw-away n8n beside it: npm start -- --fresh --port 5688 --sandbox-port 5700',
		);
	}
	try {
		const template = await migratedTemplate(runtime);
		if (!existsSync(path)) await atomically(path, (partial) => copy(template, partial));
	} catch (error) {
		using.release();
		throw error;
	}
	return { path, dispose: () => using.release() };
}
