import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { lock, tryLock } from './folderLock';

let folder: string;
let path: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'lock-'));
	path = join(folder, 'the.lock');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('is held by one at a time', () => {
	const first = tryLock(path);

	expect(first).toBeDefined();
	expect(tryLock(path)).toBeUndefined();

	first?.release();
	const second = tryLock(path);
	expect(second).toBeDefined();
	second?.release();
});

it('waits for its turn, and says so once', async () => {
	const first = tryLock(path);
	const onWait = jest.fn(() => first?.release());

	const second = await lock(path, onWait);

	expect(onWait).toHaveBeenCalledTimes(1);
	second.release();
});

it('does not wait for a process that has ended', () => {
	const { pid } = spawnSync(process.execPath, ['--version']);
	mkdirSync(path);
	writeFileSync(join(path, 'owner'), `${hostname()} ${pid}`);

	const taken = tryLock(path);

	expect(taken).toBeDefined();
	taken?.release();
});

it('takes over what nobody has refreshed for long', () => {
	mkdirSync(path);
	writeFileSync(join(path, 'owner'), `another-machine ${process.pid}`);
	const longAgo = new Date(Date.now() - 60_000);
	utimesSync(path, longAgo, longAgo);

	const taken = tryLock(path);

	expect(taken).toBeDefined();
	taken?.release();
});
