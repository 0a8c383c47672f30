import { copyFileSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { N8nClient } from '../n8n/client';
import type { Owner } from '../n8n/connection';
import { HelpfulError } from '../n8n/helpfulError';
import { asObject, asString, parseJson } from '../n8n/json';
import { type RunningN8n, startN8n } from '../n8n/launch';
import { installPackage, type PackedPackage, packPackage, PROJECT } from '../n8n/package';
import { freePort } from '../n8n/ports';
import type { Progress } from '../n8n/progress';
import { prepareRuntime, type Runtime } from '../n8n/runtime';
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

export interface InstallOptions {
	/** Folders of packages to install beside this checkout's own, each as it is. */
	packages: readonly string[];
	progress: Progress;
	cleanup: Cleanup;
}

export interface HostOptions extends InstallOptions {
	engine: Engine;
}

/** An n8n that is not running yet. */
export interface Installation {
	runtime: Runtime;
	/** This checkout's package. */
	packed: PackedPackage;
	/** Where it is installed. */
	packageFolder: string;
	/** The folder that n8n keeps everything in. */
	userFolder: string;
}

/** How many steps of the progress `install` takes. */
export const INSTALL_STEPS = 3;

/** How many steps of the progress `startHost` takes. */
export const HOST_STEPS = INSTALL_STEPS + 1;

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

/** Where n8n keeps its community packages. */
function packagesIn(userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes', 'node_modules');
}

function installFolder(folder: string, userFolder: string): void {
	const manifest = asObject(
		parseJson(readFileSync(join(folder, 'package.json'), 'utf8')),
		'a package.json',
	);
	const name = asString(manifest.name, "a package's name");
	const packages = packagesIn(userFolder);
	cpSync(folder, join(packages, name), { recursive: true });
	const listFile = join(packages, '..', 'package.json');
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

/** Makes an n8n of its own, in a throw-away folder, with all packages. */
export async function install(options: InstallOptions): Promise<Installation> {
	const { packages, progress, cleanup } = options;
	const runtime = await progress.step('Preparing n8n', prepareRuntime);
	const packed = await progress.step('Building and packing the package', packPackage);
	cleanup.add(packed.dispose);
	return await progress.step('Installing the packages into n8n', async () => {
		const { path: userFolder, dispose } = await throwAwayUserFolder(runtime);
		cleanup.add(dispose);
		await installPackage(packed, userFolder);
		for (const path of packages) installFolder(path, userFolder);
		const packageFolder = join(packagesIn(userFolder), packed.name);
		return { runtime, packed, packageFolder, userFolder };
	});
}

/** Starts what was installed, on the loopback interface. */
export async function startInstalled(
	{ runtime, userFolder }: Installation,
	{ engine, progress, cleanup }: Omit<HostOptions, 'packages'>,
): Promise<Host> {
	return await progress.step(`Starting n8n ${runtime.version}, ${engine} engine`, async () => {
		const n8n = await startN8n({
			runtime,
			userFolder,
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

/** Starts an n8n of its own, in a throw-away folder, on the loopback interface, with all packages. */
export async function startHost(options: HostOptions): Promise<Host> {
	return await startInstalled(await install(options), options);
}
