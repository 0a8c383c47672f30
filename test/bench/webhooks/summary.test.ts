import type { Measurement } from './round';
import { compare, summarise } from './summary';

/** A round of ten requests, answered and executed within these times. */
function round(acknowledgedMs: number, latency: number, executedMs?: number): Measurement {
	return {
		requests: 10,
		acknowledgedMs,
		latenciesMs: Array.from({ length: 10 }, (_, index) => (index === 9 ? latency * 10 : latency)),
		executions: executedMs === undefined ? 0 : 10,
		...(executedMs !== undefined && { executedMs }),
	};
}

it('takes all rounds of a row together', () => {
	expect(summarise([round(1_000, 20, 2_000), round(4_000, 40, 8_000)])).toEqual({
		throughput: 4,
		p50: 40,
		p99: 400,
		executions: 20,
		executedThroughput: 2,
		executedMs: 5_000,
	});
});

it('says nothing about executions where there are none', () => {
	expect(summarise([round(1_000, 20)])).toEqual({
		throughput: 10,
		p50: 20,
		p99: 200,
		executions: 0,
	});
});

it('compares round by round and takes the middle one', () => {
	const fast = [round(500, 10, 4_000), round(250, 10, 1_000), round(100, 5, 1_000)];
	const slow = [round(1_000, 20, 2_000), round(1_000, 20, 2_000), round(1_000, 20, 2_000)];

	expect(compare(fast, slow)).toEqual({
		throughput: { value: 4, lowest: 2, highest: 10 },
		p50: { value: 0.5, lowest: 0.25, highest: 0.5 },
		p99: { value: 0.5, lowest: 0.25, highest: 0.5 },
		executed: { value: 2, lowest: 0.5, highest: 2 },
	});
});

it('is equal to itself', () => {
	const rounds = [round(1_000, 20, 3_000), round(3_000, 40, 5_000)];
	const same = { value: 1, lowest: 1, highest: 1 };

	expect(compare(rounds, rounds)).toEqual({
		throughput: same,
		p50: same,
		p99: same,
		executed: same,
	});
});

it.each([
	['the row', [round(500, 10)], [round(1_000, 20, 2_000)]],
	['the reference', [round(500, 10, 1_000)], [round(1_000, 20)]],
])('compares no executions where %s has none', (_, rounds, reference) => {
	expect(compare(rounds, reference)).not.toHaveProperty('executed');
});

it('refuses rows of a different number of rounds', () => {
	expect(() => compare([round(1, 1), round(1, 1)], [round(1, 1)])).toThrow('every round');
});
