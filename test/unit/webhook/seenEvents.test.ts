import * as fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import {
	claim as claimEvents,
	confirm,
	forgetAll,
	release,
	storeSeen,
} from '../../../nodes/Dialog360Groups/webhook/seenEvents';

const claim = (triggerId: string, eventKeys: readonly string[], data: IDataObject) =>
	claimEvents({ triggerId, eventKeys, data }).claimed;

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

	it('keeps them also when it remembers more itself than is stored', () => {
		const shared: IDataObject = {};
		claim('A', keys(0, 3_000), {});
		const other: IDataObject = {};
		forgetAll();
		claim('A', ['of another process'], other);
		forgetAll();
		claim('A', keys(0, 3_000), {});
		Object.assign(shared, saved(other));
		claim('A', ['new'], shared);
		forgetAll();

		expect(claim('A', ['of another process', 'new'], saved(shared)).size).toBe(0);
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

describe('claims that have to be confirmed', () => {
	const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));
	const pending = (data: IDataObject, seconds: number, ...eventKeys: string[]) =>
		claimEvents({ triggerId: 'A', eventKeys, data, toBeConfirmed: true, now: at(seconds) });

	it('are pending for others until then, and seen afterwards', () => {
		expect(pending({}, 0, 'one')).toEqual({ claimed: new Set(['one']), isPending: false });
		expect(pending({}, 1, 'one', 'two')).toEqual({ claimed: new Set(['two']), isPending: true });
		confirm('A', ['one']);

		expect(pending({}, 2, 'one')).toEqual({ claimed: new Set(), isPending: false });
	});

	it('can be claimed again once they were given back', () => {
		pending({}, 0, 'one', 'two');
		release('A', ['one']);
		release('unknown trigger', ['one']);

		expect(pending({}, 1, 'one', 'two')).toEqual({ claimed: new Set(['one']), isPending: true });
	});

	it('are not stored by others before that', () => {
		pending({}, 0, 'one');
		const other: IDataObject = {};
		claim('A', ['two'], other);
		release('A', ['one']);

		expect(claim('A', ['one', 'two'], saved(other))).toEqual(new Set(['one']));
	});

	it('are stored by themselves, for n8n saves that only after the start', () => {
		const data: IDataObject = {};
		pending(data, 0, 'one');
		forgetAll();

		expect(claim('A', ['one'], saved(data)).size).toBe(0);
	});

	it('that nobody ever settles are claimed again after five minutes, unless n8n has saved them', () => {
		const own: IDataObject = {};
		pending(own, 0, 'one');
		expect(pending({}, 299, 'one').isPending).toBe(true);
		expect(pending(saved(own), 301, 'one').claimed.size).toBe(0);

		expect(pending({}, 301, 'one').claimed.size).toBe(1);
	});
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
