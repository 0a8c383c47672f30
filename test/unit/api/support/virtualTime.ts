/** More steps than any test needs: whoever takes more goes round in circles. */
const MOST_STEPS = 50_000;

/** Makes the clock of a test file a virtual one, which only moves in {@link finish} and {@link advance}. */
export function useVirtualTime(start = Date.UTC(2026, 0, 1)): void {
	beforeEach(() => {
		jest.useFakeTimers({
			now: start,
			doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'performance', 'hrtime'],
		});
	});
	afterEach(() => {
		jest.useRealTimers();
	});
}

/** Lets everything happen that needs no time. */
export async function settleNow(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

/** Runs work to its end; what it waits for takes no real time. Throws what the work throws. */
export async function finish<Result>(work: Promise<Result>): Promise<Result> {
	let ended = false;
	const end = () => {
		ended = true;
	};
	work.then(end, end);
	for (let step = 0; step < MOST_STEPS; step++) {
		await settleNow();
		if (ended) return await work;
		if (jest.getTimerCount() === 0) throw new Error('The work waits for nothing that will come');
		jest.advanceTimersToNextTimer();
	}
	throw new Error(`The work did not end within ${MOST_STEPS} waits`);
}

/** Lets so much time pass, and everything happen that falls into it. */
export async function advance(ms: number): Promise<void> {
	let isOver = false;
	setTimeout(() => {
		isOver = true;
	}, ms);
	while (!isOver) {
		await settleNow();
		jest.advanceTimersToNextTimer();
	}
	await settleNow();
}
