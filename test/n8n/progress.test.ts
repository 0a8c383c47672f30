import { PassThrough } from 'node:stream';
import { createProgress } from './progress';

/** An output that is no terminal, and what was written to it. */
function log() {
	const stream = new PassThrough();
	const lines = () =>
		String(stream.read() ?? '')
			.trimEnd()
			.split('\n');
	return { output: Object.assign(stream, { isTTY: false }), lines };
}

it('numbers the steps and says how each ended', async () => {
	const { output, lines } = log();
	const progress = createProgress(2, output);

	const result = await progress.step('Installing', async (report) => {
		report('downloading');
		return 42;
	});
	await expect(progress.step('Starting', () => Promise.reject(new Error('no')))).rejects.toThrow();

	expect(result).toBe(42);
	expect(lines()).toEqual([
		'[1/2] Installing …',
		'[1/2] Installing: downloading …',
		'[1/2] Installing … 00:00 done',
		'[2/2] Starting …',
		'[2/2] Starting … 00:00 failed',
	]);
});

it('shows the time that has passed, about every 15 seconds', async () => {
	jest.useFakeTimers();
	const { output, lines } = log();
	const progress = createProgress(1, output);
	let finish = () => {};

	const step = progress.step(
		'Installing',
		() => new Promise<void>((resolve) => (finish = resolve)),
	);
	jest.advanceTimersByTime(75_000);
	finish();
	await step;
	jest.useRealTimers();

	expect(lines()).toEqual([
		'[1/1] Installing …',
		'[1/1] Installing … 00:15',
		'[1/1] Installing … 00:30',
		'[1/1] Installing … 00:45',
		'[1/1] Installing … 01:00',
		'[1/1] Installing … 01:15',
		'[1/1] Installing … 01:15 done',
	]);
});
