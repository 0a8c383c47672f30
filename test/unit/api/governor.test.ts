import fc from 'fast-check';

import { createGovernor } from '../../../nodes/Dialog360Groups/api/governor';
import type { Governor, Leave, Pace } from '../../../nodes/Dialog360Groups/api/governor';
import {
	bucketLimit,
	drive,
	fixedLimit,
	mostInASecond,
	slidingLimit,
	useOf,
	type Limit,
} from './support/limitedServer';
import { advance, finish, settleNow, useVirtualTime } from './support/virtualTime';

useVirtualTime();

const PACE: Pace = { firstAtOnce: 30, mostAtOnce: 44, patienceMs: 60_000 };
const governor = (pace: Partial<Pace> = {}, signal?: AbortSignal): Governor =>
	createGovernor({ ...PACE, ...pace }, signal);

const limits: Array<[string, (perSecond: number) => Limit]> = [
	['within any second', slidingLimit],
	['within each second of the clock', fixedLimit],
];

describe('a hidden limit', () => {
	describe.each(limits)('of so many %s', (_name, limitOf) => {
		it.each([
			[20, 0, 500, 0],
			[20, 150, 500, 0],
			[20, 150, 1000, 0.5],
			[20, 20, 1000, 2],
			[80, 0, 1000, 0],
			[80, 150, 1000, 0],
			[80, 150, 1000, 0.5],
			[80, 20, 1000, 2],
			[5, 400, 500, 0.2],
		])(
			'%i, answers after %i ms, %i calls, jitter %d',
			async (perSecond, latencyMs, calls, jitter) => {
				const work = { calls, limit: limitOf(perSecond), latencyMs, jitter };
				const firstAtOnce = calls > 500 ? 30 : 12;
				const { taken, refused, durationMs } = await finish(drive(governor({ firstAtOnce }), work));
				expect(taken).toHaveLength(calls);
				expect(refused.length / (taken.length + refused.length)).toBeLessThan(0.05);
				expect(useOf(taken, perSecond, 2000, durationMs - 2000)).toBeGreaterThan(0.9);
			},
		);
	});

	it('that lets bursts through is found as well', async () => {
		const work = { calls: 1000, limit: bucketLimit(20), latencyMs: 150 };
		const { taken, durationMs } = await finish(drive(governor(), work));
		expect(taken).toHaveLength(1000);
		expect(useOf(taken, 20, 2000, durationMs - 2000)).toBeGreaterThan(0.9);
	});

	it('of less than one a second is found, and nothing is lost', async () => {
		const work = { calls: 20, limit: slidingLimit(1, 2000), latencyMs: 50, backoff: () => 500 };
		const { taken, refused } = await finish(drive(governor(), work));
		expect(taken).toHaveLength(20);
		expect(refused.length).toBeLessThan(30);
	});

	it('that is lifted is left behind', async () => {
		let limit = slidingLimit(20);
		setTimeout(() => (limit = () => true), 10_000);
		const work = { calls: 6000, limit: () => limit(), latencyMs: 50 };
		const { taken } = await finish(drive(governor(), work));
		expect(taken).toHaveLength(6000);
		expect(useOf(taken, 20, 3000, 10_000)).toBeLessThan(1.01);
		expect(useOf(taken, 20, 40_000, 50_000)).toBeGreaterThan(1.5);
	});
});

it('without a limit goes faster and faster', async () => {
	const work = { calls: 1000, limit: () => true, latencyMs: 150 };
	const { mostUnderWay, durationMs } = await finish(drive(governor(), work));
	expect(mostUnderWay).toBe(44);
	expect(durationMs).toBeLessThan(5500);
});

it('never has more under way, nor begins more within a second, than was chosen', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({ min: 1, max: 44 }),
			fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
			fc.integer({ min: 0, max: 300 }),
			fc.integer({ min: 1, max: 80 }),
			async (mostAtOnce, perSecond, latencyMs, calls) => {
				const begun: number[] = [];
				const start = Date.now();
				const inner = governor({ mostAtOnce, firstAtOnce: Math.min(30, mostAtOnce), perSecond });
				const watched: Governor = {
					async enter(isRepeated) {
						const turn = await inner.enter(isRepeated);
						begun.push(Date.now() - start);
						return turn;
					},
				};
				const work = { calls, limit: slidingLimit(30), latencyMs };
				const { taken, mostUnderWay } = await finish(drive(watched, work));
				expect(taken).toHaveLength(calls);
				expect(mostUnderWay).toBeLessThanOrEqual(mostAtOnce);
				if (perSecond !== undefined) expect(mostInASecond(begun)).toBeLessThanOrEqual(perSecond);
			},
		),
		{ numRuns: 60 },
	);
});

async function enter(one: Governor, isRepeated = false): Promise<Leave> {
	const turn = await one.enter(isRepeated);
	if (typeof turn === 'string') throw new Error(`The turn is ${turn}`);
	return turn;
}

it('keeps to a limit that is known beforehand, and tries a little more after a while', async () => {
	const work = { calls: 2000, limit: slidingLimit(100), latencyMs: 20 };
	const { taken, refused } = await finish(drive(governor({ usualPerSecond: 80 }), work));
	expect(refused.filter((at) => at < 2500)).toEqual([]);
	expect(refused.length).toBeLessThan(40);
	expect(useOf(taken, 80, 1000, 2500)).toBeGreaterThan(0.93);
	expect(useOf(taken, 100, 12_000, 18_000)).toBeGreaterThan(0.9);
});

it('keeps to a limit that the API names', async () => {
	const one = governor();
	const first = await enter(one);
	first({ isTooMany: true, limit: { calls: 1, windowMs: 5000 } });
	const begun: number[] = [];
	const start = Date.now();
	for (let calls = 0; calls < 4; calls++) {
		void enter(one, true).then((leave) => {
			begun.push(Date.now() - start);
			leave({ isTooMany: false });
		});
	}
	await advance(16_000);
	expect(begun).toEqual([0, 5040, 10_080, 15_120]);
});

it('begins nothing before the time that the API asked to wait for', async () => {
	const one = governor();
	(await enter(one))({ isTooMany: true, retryAfterMs: 3000 });
	let begun: number | undefined;
	const start = Date.now();
	void one.enter(true).then(() => (begun = Date.now() - start));
	await advance(2999);
	expect(begun).toBeUndefined();
	await advance(2);
	expect(begun).toBe(3000);
});

it('lets repeated calls go first, and the others in their order', async () => {
	const one = governor({ mostAtOnce: 1, firstAtOnce: 1 });
	const running = await enter(one);
	const order: string[] = [];
	const queue = async (name: string, isRepeated: boolean) => {
		const leave = await enter(one, isRepeated);
		order.push(name);
		leave({ isTooMany: false });
	};
	const all = [queue('a', false), queue('b', false), queue('again', true), queue('c', false)];
	running({ isTooMany: false });
	await Promise.all(all);
	expect(order).toEqual(['again', 'a', 'b', 'c']);
});

it('counts a call once, however often its end is told', async () => {
	const one = governor({ mostAtOnce: 1, firstAtOnce: 1 });
	const first = await enter(one);
	first({ isTooMany: false });
	first({ isTooMany: false });
	await enter(one);
	let isIn = false;
	void one.enter(false).then(() => (isIn = true));
	await settleNow();
	expect(isIn).toBe(false);
});

it.each([false, true])(
	'a stopped execution ends every wait at once (limited: %s)',
	async (isLimited) => {
		const stop = new AbortController();
		const one = governor({ mostAtOnce: 1, firstAtOnce: 1 }, stop.signal);
		const running = await enter(one);
		if (isLimited) running({ isTooMany: true, retryAfterMs: 60_000 });
		const turns = Promise.all([one.enter(false), one.enter(true)]);
		await settleNow();
		stop.abort();
		expect(await turns).toEqual(['stopped', 'stopped']);
		expect(await one.enter(false)).toBe('stopped');
	},
);

it('gives up what waits once all has been refused for longer than wanted', async () => {
	const work = { calls: 300, limit: () => false, latencyMs: 100, backoff: () => 1000 };
	const one = governor({ patienceMs: 10_000 });
	const { taken, refused, givenUp, durationMs } = await finish(drive(one, work));
	expect(taken).toEqual([]);
	expect(givenUp).toBe(300);
	expect(refused.length).toBeLessThan(40);
	expect(durationMs).toBeLessThan(30_000);
	expect(await one.enter(false)).toBe('givenUp');
});

it('gives up in time also what waits for a turn, however long the wait would be', async () => {
	const one = governor({ mostAtOnce: 1, firstAtOnce: 1, patienceMs: 1000 });
	(await enter(one))({ isTooMany: true, retryAfterMs: 30_000 });
	let turn: unknown;
	void one.enter(true).then((given) => (turn = given));
	await advance(900);
	expect(turn).toBeUndefined();
	await advance(200);
	expect(turn).toBe('givenUp');
});

it('without patience still begins what was not refused yet', async () => {
	const one = governor({ patienceMs: 0 });
	(await enter(one))({ isTooMany: false });
	(await enter(one))({ isTooMany: true });
	expect(await one.enter(true)).toBe('givenUp');
});

it('leaves no listener at the signal of the execution, which a node in a loop shares', async () => {
	const { signal } = new AbortController();
	const heard = new Set<unknown>();
	jest.spyOn(signal, 'addEventListener').mockImplementation((_, listener) => heard.add(listener));
	jest
		.spyOn(signal, 'removeEventListener')
		.mockImplementation((_, listener) => void heard.delete(listener));
	const work = { calls: 60, limit: slidingLimit(30), latencyMs: 20 };
	await finish(drive(governor({}, signal), work));
	expect(heard.size).toBe(0);
	expect(signal.addEventListener).toHaveBeenCalled();
});
