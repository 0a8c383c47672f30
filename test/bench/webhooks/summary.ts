import type { Figure } from '../results';
import { median, percentile, sum } from '../statistics';
import type { Measurement } from './round';

/** What a row came to in all rounds together. */
export interface Summary {
	/** Acknowledgements per second. */
	throughput: number;
	/** Milliseconds. */
	p50: number;
	p99: number;
	executions: number;
	/** Executions per second, until the last had ended; undefined where there were none. */
	executedThroughput?: number;
	/** Milliseconds from the first request until the last execution had ended, mean of the rounds. */
	executedMs?: number;
}

const perSecond = (count: number, milliseconds: number) => (count * 1_000) / milliseconds;

const throughput = ({ requests, acknowledgedMs }: Measurement) =>
	perSecond(requests, acknowledgedMs);

/** @param rounds at least one */
export function summarise(rounds: readonly Measurement[]): Summary {
	const latencies = rounds.flatMap(({ latenciesMs }) => latenciesMs);
	const executions = sum(rounds.map((round) => round.executions));
	const executedMs = sum(rounds.map((round) => round.executedMs ?? 0));
	return {
		throughput: perSecond(
			sum(rounds.map(({ requests }) => requests)),
			sum(rounds.map(({ acknowledgedMs }) => acknowledgedMs)),
		),
		p50: percentile(latencies, 0.5),
		p99: percentile(latencies, 0.99),
		executions,
		...(executions > 0 && {
			executedThroughput: perSecond(executions, executedMs),
			executedMs: executedMs / rounds.length,
		}),
	};
}

/** A ratio of two rows. */
export type Ratio = Required<Pick<Figure, 'value' | 'lowest' | 'highest'>>;

/** A row beside the one that it is compared with. */
export interface Comparison {
	throughput: Ratio;
	p50: Ratio;
	p99: Ratio;
	/** Executions per second, until the last had ended; undefined where a row has none. */
	executed?: Ratio;
}

function ratioOfRounds(
	rounds: readonly Measurement[],
	reference: readonly Measurement[],
	read: (round: Measurement) => number,
): Ratio {
	const ratios = rounds.map((round, index) => {
		const beside = reference[index];
		if (!beside) throw new Error('Both rows must have been measured in every round');
		return read(round) / read(beside);
	});
	return { value: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}

/**
 * Compares round by round, since both rows of a round met the same machine in the same state; the value is
 * the middle round's ratio.
 *
 * @param rounds of one row
 * @param reference as many rounds of the row that it is compared with
 */
export function compare(
	rounds: readonly Measurement[],
	reference: readonly Measurement[],
): Comparison {
	const ratio = (read: (round: Measurement) => number) => ratioOfRounds(rounds, reference, read);
	const all = [...rounds, ...reference];
	return {
		throughput: ratio(throughput),
		p50: ratio(({ latenciesMs }) => percentile(latenciesMs, 0.5)),
		p99: ratio(({ latenciesMs }) => percentile(latenciesMs, 0.99)),
		...(all.every(({ executedMs }) => executedMs !== undefined) && {
			executed: ratio(({ executions, executedMs = 0 }) => perSecond(executions, executedMs)),
		}),
	};
}
