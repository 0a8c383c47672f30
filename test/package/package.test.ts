import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

import { PackageDirectoryLoader } from 'n8n-core';

import manifest from '../../package.json';

const root = resolve(__dirname, '../..');

interface Packed {
	/** Of the tarball. */
	size: number;
	unpackedSize: number;
	files: Array<{ path: string }>;
}

function pack(): Packed {
	const stdout = execFileSync('npm', ['pack', '--dry-run', '--json'], {
		cwd: root,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'ignore'],
	});
	const [packed]: Packed[] = JSON.parse(stdout);
	if (!packed) throw new Error('npm pack said nothing');
	return packed;
}

beforeAll(() => {
	if (!existsSync(resolve(root, 'dist'))) throw new Error('Build first: npm run build');
});

describe('the package', () => {
	it('has no dependencies, no overrides and no install scripts', () => {
		expect(manifest).not.toHaveProperty('dependencies');
		expect(manifest).not.toHaveProperty('overrides');
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(
			Object.keys(manifest.scripts).filter((name) => /install|prepare|prepublish$/.test(name)),
		).toEqual([]);
	});

	it('holds nothing but dist, README, LICENSE and package.json', () => {
		const { files } = pack();
		const others = files.map(({ path }) => path).filter((path) => !path.startsWith('dist/'));
		expect(others.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
		const inDist = files.map(({ path }) => path).filter((path) => path.startsWith('dist/'));
		expect(
			inDist.filter((path) => !/^dist\/(nodes|credentials)\/.*\.(js|svg|json)$/.test(path)),
		).toEqual([]);
	});

	it('is small: less than 400 kB, and a third of that to download', () => {
		const { size, unpackedSize } = pack();

		expect(unpackedSize).toBeLessThan(400_000);
		expect(size).toBeLessThan(130_000);
	});

	it("loads with n8n's own loader, with icons and category", async () => {
		const loader = new PackageDirectoryLoader(root);
		await loader.loadAll();
		const [light, dark] = ['dialog360.svg', 'dialog360.dark.svg'].map((file): unknown =>
			expect.stringContaining(file),
		);
		const common = { iconUrl: { light, dark }, codex: { categories: ['Communication'] } };
		expect(loader.types.nodes).toMatchObject([
			{ ...common, name: 'dialog360Groups', usableAsTool: true },
			{ ...common, name: 'dialog360GroupsTrigger', group: ['trigger'] },
		]);
		expect(loader.types.credentials).toMatchObject([
			{
				name: 'dialog360Api',
				supportedNodes: ['dialog360Groups', 'dialog360GroupsTrigger'],
			},
		]);
	});
});
