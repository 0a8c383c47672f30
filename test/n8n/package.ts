import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CommandError, lastLines, runCommand } from './command';
import { HelpfulError } from './helpfulError';
import { asObject, asString, type JsonObject, parseJson } from './json';
import type { Report } from './progress';

/** The checkout. */
export const PROJECT = resolve(__dirname, '..', '..');

/** The package as it would be published. */
export interface PackedPackage {
	name: string;
	version: string;
	/** The path of the .tgz file. */
	tarball: string;
	/** Removes the tarball. */
	dispose(): void;
}

function readPackageJson(folder: string): JsonObject {
	return asObject(parseJson(readFileSync(join(folder, 'package.json'), 'utf8')), 'a package.json');
}

/** The name of the package in this checkout, which n8n prefixes its node types with. */
export const PACKAGE_NAME = asString(readPackageJson(PROJECT).name, "the package's name");

/**
 * Builds the package of this checkout and packs it.
 *
 * @throws HelpfulError with the compiler's complaint
 */
export async function packPackage(report: Report): Promise<PackedPackage> {
	const folder = await mkdtemp(join(tmpdir(), 'n8n-package-'));
	const dispose = () => rmSync(folder, { recursive: true, force: true });
	const options = { cwd: PROJECT, logFile: join(folder, 'build.log') };
	try {
		report('npm run build');
		await runCommand('npm', ['run', 'build'], options);
		report('npm pack');
		await runCommand('npm', ['pack', '--ignore-scripts', '--pack-destination', folder], options);
	} catch (error) {
		dispose();
		if (!(error instanceof CommandError)) throw error;
		throw new HelpfulError(
			`The package does not build ("${error.command}"):\n${lastLines(error.output, 20)}`,
		);
	}
	const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz'));
	if (tarball === undefined) throw new Error('npm pack left no tarball');
	const version = asString(readPackageJson(PROJECT).version, "the package's version");
	return { name: PACKAGE_NAME, version, tarball: join(folder, tarball), dispose };
}

/**
 * Installs the packed package as n8n itself does when a user adds a community node: unpacked, without
 * its development, peer and optional dependencies, and noted in n8n's list of installed packages.
 * (n8n's table `installed_packages` only serves its settings page; nodes load from the folder.)
 *
 * @param userFolder the folder that n8n gets as N8N_USER_FOLDER; n8n must not be running
 */
export async function installPackage(packed: PackedPackage, userFolder: string): Promise<void> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	const target = join(nodes, 'node_modules', packed.name);
	rmSync(target, { recursive: true, force: true });
	mkdirSync(target, { recursive: true });
	await runCommand('tar', ['-xzf', packed.tarball, '-C', target, '--strip-components=1'], {
		cwd: nodes,
		logFile: join(userFolder, 'install.log'),
	});
	const installed = readPackageJson(target);
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) {
		delete installed[kind];
	}
	if (Object.keys(asObject(installed.dependencies ?? {}, 'dependencies')).length > 0) {
		throw new Error(
			'The package has dependencies; n8n would run npm install for it, this does not',
		);
	}
	writeFileSync(join(target, 'package.json'), JSON.stringify(installed, null, 2));
	const list = {
		name: 'installed-nodes',
		private: true,
		dependencies: { [packed.name]: packed.version },
	};
	writeFileSync(join(nodes, 'package.json'), JSON.stringify(list, null, 2));
}
