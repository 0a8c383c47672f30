import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { withoutNpmRun } from '../n8n/command';
import { asArray, asObject, parseJson } from '../n8n/json';
import { PROJECT } from '../n8n/package';

/** @returns the size of the built package as it is installed, in bytes, as npm counts */
export async function unpackedSize(): Promise<number> {
	const { stdout } = await promisify(execFile)(
		'npm',
		['pack', '--dry-run', '--json', '--ignore-scripts'],
		{ cwd: PROJECT, env: withoutNpmRun() },
	);
	const [packed] = asArray(parseJson(stdout), 'packages');
	const { unpackedSize: size } = asObject(packed, 'a package');
	if (typeof size !== 'number') throw new Error('npm did not tell the size');
	return size;
}
