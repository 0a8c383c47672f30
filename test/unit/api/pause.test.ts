import { pause } from '../../../nodes/Dialog360Groups/api/pause';
import { advance, settleNow, useVirtualTime } from './support/virtualTime';

/** Whether a pause has ended, and how. */
function watch(paused: Promise<boolean>): () => boolean | undefined {
	let result: boolean | undefined;
	void paused.then((value) => {
		result = value;
	});
	return () => result;
}

describe('a pause', () => {
	useVirtualTime();

	it.each<[string, AbortSignal | undefined]>([
		['without a signal', undefined],
		['with a signal that stays quiet', new AbortController().signal],
	])('lasts as long as it should, %s', async (_, signal) => {
		const result = watch(pause(1_000, signal));
		await advance(999);
		expect(result()).toBeUndefined();
		await advance(1);
		expect(result()).toBe(true);
	});

	it('ends at once when the execution is stopped', async () => {
		const controller = new AbortController();
		const result = watch(pause(60_000, controller.signal));
		await advance(500);
		expect(result()).toBeUndefined();
		controller.abort();
		await settleNow();
		expect(result()).toBe(false);
	});

	it('does not begin when the execution is stopped already', async () => {
		expect(await pause(60_000, AbortSignal.abort())).toBe(false);
	});

	it('leaves nothing behind on the signal', async () => {
		const { signal } = new AbortController();
		const added = jest.spyOn(signal, 'addEventListener');
		const removed = jest.spyOn(signal, 'removeEventListener');
		const paused = pause(10, signal);
		await advance(10);
		await paused;
		expect(removed.mock.calls.map(([name, listener]) => [name, listener])).toEqual(
			added.mock.calls.map(([name, listener]) => [name, listener]),
		);
		expect(added).toHaveBeenCalledTimes(1);
	});
});
