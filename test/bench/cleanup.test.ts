import { setTimeout as wait } from 'node:timers/promises';
import { Cleanup } from './cleanup';

it('undoes everything, newest first, one after the other', async () => {
	const cleanup = new Cleanup();
	const done: string[] = [];
	cleanup.add(() => void done.push('folder'));
	cleanup.add(async () => {
		await wait(5);
		done.push('n8n');
	});

	await cleanup.run();

	expect(done).toEqual(['n8n', 'folder']);
});

it('undoes it once, and lets everyone wait for the end who asks', async () => {
	const cleanup = new Cleanup();
	let times = 0;
	cleanup.add(async () => {
		await wait(5);
		times += 1;
	});

	const first = cleanup.run();
	await cleanup.run();
	await first;
	await cleanup.run();

	expect(times).toBe(1);
});

it('goes on after something could not be undone, and says so at the end', async () => {
	const cleanup = new Cleanup();
	const done: string[] = [];
	cleanup.add(() => void done.push('folder'));
	cleanup.add(() => Promise.reject(new Error('n8n does not stop')));

	await expect(cleanup.run()).rejects.toThrow(AggregateError);

	expect(done).toEqual(['folder']);
});
