import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	claim,
	forgetAll,
	release,
	storeSeen,
} from '../../../nodes/Dialog360Groups/webhook/seenEvents';

beforeEach(() => forgetAll());

const keys = (from: number, to: number) =>
	Array.from({ length: to - from }, (_, index) => `event:${from + index}`);

/** What a process finds in the database. */
const saved = (data: IDataObject): IDataObject => JSON.parse(JSON.stringify(data));

describe('claiming events', () => {
	it('gives each once, whatever comes in whatever order, also over restarts', () => {
		const step = fc.record({
			trigger: fc.constantFrom('A', 'B'),
			events: fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 10 }),
			restart: fc.boolean(),
		});
		fc.assert(
			fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
				forgetAll();
				const data: Record<string, IDataObject> = { A: {}, B: {} };
				const given: Record<string, Set<string>> = { A: new Set(), B: new Set() };
				for (const { trigger, events, restart } of steps) {
					if (restart) forgetAll();
					const wanted = events.map((number) => `event:${number}`);
					const now = saved(data[trigger] ?? {});
					const claimed = claim(trigger, wanted, now);
					data[trigger] = now;
					const before = given[trigger] ?? new Set();
					expect([...claimed]).toEqual([...new Set(wanted)].filter((key) => !before.has(key)));
					for (const key of claimed) before.add(key);
				}
			}),
		);
	});

	it('remembers also when a later writer has overwritten what n8n keeps', () => {
		const loaded = [{}, {}];
		claim('A', ['one'], loaded[0] ?? {});
		claim('A', ['two'], loaded[1] ?? {});

		expect(claim('A', ['one', 'two'], {})).toEqual(new Set());
		// The later one of the two has both.
		forgetAll();
		expect(claim('A', ['one', 'two'], saved(loaded[1] ?? {}))).toEqual(new Set());
	});

	it('keeps what other processes have stored', () => {
		const shared: IDataObject = {};
		claim('A', ['of another process'], shared);
		forgetAll();
		claim('A', ['ours'], shared);
		forgetAll();

		expect(claim('A', ['of another process', 'ours'], shared)).toEqual(new Set());
	});

	it('writes nothing when nothing is new', () => {
		const data: IDataObject = {};
		claim('A', ['one'], data);
		const untouched: IDataObject = {};
		claim('A', ['one'], untouched);

		expect(untouched).toEqual({});
	});

	it('is bounded: 10,000 in memory, 1,000 in what n8n keeps, the newest', () => {
		const data: IDataObject = {};
		claim('A', keys(0, 25_000), data);

		expect(String(data.seen)).toHaveLength(8_000);
		expect(claim('A', keys(15_000, 25_000), data).size).toBe(0);
		expect(claim('A', keys(14_990, 15_000), saved({})).size).toBe(10);
		forgetAll();
		const after = saved(data);
		expect(claim('A', keys(24_000, 25_000), saved(after)).size).toBe(0);
	});

	it('forgets the trigger that was silent longest when there are very many', () => {
		claim('silent', ['one'], {});
		for (let number = 0; number < 200; number++) claim(`trigger ${number}`, ['one'], {});

		expect(claim('trigger 0', ['one'], {}).size).toBe(0);
		expect(claim('silent', ['one'], {}).size).toBe(1);
	});

	it.each([[null], [7], [{}], ['short'], [['x']]])('reads %j as nothing', (seen) => {
		expect(claim('A', ['one'], { seen })).toEqual(new Set(['one']));
	});
});

it('an event that was given back can be claimed again', () => {
	claim('A', ['one', 'two'], {});
	release('A', ['one']);
	release('unknown trigger', ['one']);

	expect(claim('A', ['one', 'two'], {})).toEqual(new Set(['one']));
});

it('what this process remembers is stored for a renamed trigger', () => {
	claim('A', ['one'], {});
	const renamed: IDataObject = {};
	storeSeen('A', renamed);
	const unknown: IDataObject = {};
	storeSeen('B', unknown);
	forgetAll();

	expect(claim('A', ['one'], renamed)).toEqual(new Set());
	expect(unknown).toEqual({});
});
