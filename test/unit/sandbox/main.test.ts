import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import axios from 'axios';

const root = join(__dirname, '..', '..', '..');
const tsx = require.resolve('tsx/cli');

function start(...args: string[]): ChildProcess {
	return spawn(process.execPath, [tsx, join(root, 'test/sandbox/main.ts'), ...args], { cwd: root });
}

/** Out: what the process has printed, as soon as it matches, or when it ends. */
async function output(child: ChildProcess, pattern?: RegExp): Promise<string> {
	return await new Promise((resolve) => {
		let text = '';
		const hear = (chunk: Buffer) => {
			text += chunk.toString();
			if (pattern?.test(text)) resolve(text);
		};
		child.stdout?.on('data', hear);
		child.stderr?.on('data', hear);
		child.on('close', () => resolve(text));
	});
}

async function exitCode(child: ChildProcess): Promise<number | null> {
	if (child.exitCode !== null) return child.exitCode;
	return await new Promise((resolve) => child.on('exit', (code) => resolve(code)));
}

describe('npm run sandbox', () => {
	it('prints where it is, answers, and stops cleanly', async () => {
		const child = start('--port', '0', '--key', 'my-key', '--creation-delay', '0');
		const text = await output(child, /Ctrl-C/);
		const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0];

		expect(text).toContain('my-key');
		const { status } = await axios.get(`${url}/groups`, { headers: { 'D360-API-KEY': 'my-key' } });
		expect(status).toBe(200);
		child.kill('SIGINT');
		expect(await exitCode(child)).toBe(0);
	});

	it('says what to do when the port is taken', async () => {
		const taken = createServer();
		await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
		const address = taken.address();
		const port = address !== null && typeof address === 'object' ? address.port : 0;

		const child = start('--port', String(port));

		expect(await output(child)).toContain('let me find a free port: npm run sandbox -- --port 0');
		expect(await exitCode(child)).toBe(1);
		await new Promise((resolve) => taken.close(resolve));
	});

	it.each([
		[['--port', 'abc'], '--port must be a number from 0 to 65535.'],
		[['--colour'], "Unknown option '--colour'"],
	])('says what is wrong with %j', async (args, sentence) => {
		const child = start(...args);

		expect(await output(child)).toContain(sentence);
		expect(await exitCode(child)).toBe(1);
	});
});
