import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { N8nClient } from '../n8n/client';
import type { Owner } from '../n8n/connection';
import { HelpfulError } from '../n8n/helpfulError';
import { asObject, asString, parseJson } from '../n8n/json';
import { type RunningN8n, startN8n } from '../n8n/launch';
import { installPackage, packPackage, PROJECT } from '../n8n/package';
import { freePort } from '../n8n/ports';
import type { Progress } from '../n8n/progress';
import { prepareRuntime } from '../n8n/runtime';
import { throwAwayUserFolder } from '../n8n/userFolder';
import type { Cleanup } from './cleanup';
import { Executions } from './executions';
import type { Engine } from './options';

/** The real n8n that something is measured in. */
export interface Host {
	version: string;
	client: N8nClient;
	executions: Executions;
	/**
	 * Does what needs this n8n.
	 *
	 * @throws HelpfulError with the end of its log where n8n ends meanwhile
	 */
	use<T>(work: () => Promise<T>): Promise<T>;
}

export interface HostOptions {
	engine: Engine;
	/** Folders of packages to install beside this checkout's own, each as it is. */
	packages: readonly string[];
	progress: Progress;
	cleanup: Cleanup;
}

/** How many steps of the progress `startHost` takes. */
export const HOST_STEPS = 4;

const OWNER: Owner = {
	email: 'bench@example.com',
	password: 'Bench-passw0rd',
	firstName: 'Bench',
	lastName: 'Mark',
};

/** n8n's log, for whoever wonders why a bench failed; the rest of its folder is removed. */
const LOG_KEPT = join('.cache', 'bench', 'n8n.log');

const END_KNOWN_WITHIN = 1_000;

function environment(engine: Engine): NodeJS.ProcessEnv {
	return {
		// Executions are counted, so none may be tidied away meanwhile.
		EXECUTIONS_DATA_PRUNE: 'false',
		...(engine !== 'default' && { N8N_EXPRESSION_ENGINE: engine }),
	};
}

function installFolder(folder: string, userFolder: string): void {
	const manifest = asObject(
		parseJson(readFileSync(join(folder, 'package.json'), 'utf8')),
		'a package.json',
	);
	const name = asString(manifest.name, "a package's name");
	const nodes = join(userFolder, '.n8n', 'nodes');
	cpSync(folder, join(nodes, 'node_modules', name), { recursive: true });
	const listFile = join(nodes, 'package.json');
	const list = asObject(parseJson(readFileSync(listFile, 'utf8')), 'a package.json');
	const dependencies = asObject(list.dependencies, 'dependencies');
	dependencies[name] = asString(manifest.version, "a package's version");
	writeFileSync(listFile, JSON.stringify(list, null, 2));
}

function keepLog(logFile: string): void {
	const kept = join(PROJECT, LOG_KEPT);
	mkdirSync(join(kept, '..'), { recursive: true });
	copyFileSync(logFile, kept);
}

function whileAlive(n8n: RunningN8n): Host['use'] {
	const ended = n8n.died.then((lines): never => {
		throw new HelpfulError(`n8n ended by itself; its log is in ${LOG_KEPT}:\n${lines}`);
	});
	// It counts where it is raced against; without a race it must not end this process.
	ended.catch(() => undefined);
	return async (work) => {
		try {
			return await Promise.race([work(), ended]);
		} catch (error) {
			// A connection breaks before the process that it leads to is known to have ended.
			await Promise.race([ended, wait(END_KNOWN_WITHIN)]);
			throw error;
		}
	};
}

/** Starts an n8n of its own, in a throw-away folder, on the loopback interface, with all packages. */
export async function startHost(options: HostOptions): Promise<Host> {
	const { engine, packages, progress, cleanup } = options;
	const runtime = await progress.step('Preparing n8n', prepareRuntime);
	const packed = await progress.step('Building and packing the package', packPackage);
	cleanup.add(packed.dispose);
	const userFolder = await progress.step('Installing the packages into n8n', async () => {
		const folder = await throwAwayUserFolder(runtime);
		cleanup.add(folder.dispose);
		await installPackage(packed, folder.path);
		for (const path of packages) installFolder(path, folder.path);
		return folder;
	});
	return await progress.step(`Starting n8n ${runtime.version}, ${engine} engine`, async () => {
		const n8n = await startN8n({
			runtime,
			userFolder: userFolder.path,
			port: await freePort(),
			env: environment(engine),
		});
		cleanup.add(async () => {
			await n8n.stop();
			keepLog(n8n.logFile);
		});
		const client = new N8nClient(n8n.url);
		await client.signInAsOwner(OWNER);
		const executions = new Executions(n8n.url);
		await executions.signIn(OWNER);
		return { version: runtime.version, client, executions, use: whileAlive(n8n) };
	});
}
