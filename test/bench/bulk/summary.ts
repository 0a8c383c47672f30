import { median } from '../statistics';
import { idOf } from './conditions';
import type { ContestantId } from './contestants';
import type { MeasuredRun } from './measurement';
import type { PlannedRun } from './plan';

/** What one contestant came to with one task under some conditions, in all rounds together. */
export interface Summary {
	run: PlannedRun;
	rounds: readonly MeasuredRun[];
	/** The middle round's, in milliseconds. */
	nodeMs: number;
	wallMs: number;
	/** For the items that were measured. */
	calls: number;
	refused: number;
	/** The worst round's. */
	lost: number;
	disordered?: number;
	limitUsed?: number;
}

/** Everyone who did the same task under the same conditions. */
export interface Cell {
	id: string;
	summaries: readonly Summary[];
}

/** A ratio, and how it differed from round to round. */
export interface Ratio {
	value: number;
	lowest: number;
	highest: number;
}

const cellOf = ({ task, conditions }: PlannedRun) => `${task.id}.${idOf(conditions)}`;

/** @returns the values that are known, put through `read`; undefined where none is */
function worst(
	values: ReadonlyArray<number | undefined>,
	read: (known: number[]) => number,
): number | undefined {
	const known = values.filter((value) => value !== undefined);
	return known.length === 0 ? undefined : read(known);
}

function summarise(rounds: readonly MeasuredRun[]): Summary {
	const [first] = rounds;
	if (!first) throw new Error('Nothing was measured');
	const all = rounds.map(({ measurement }) => measurement);
	const disordered = worst(
		all.map((one) => one.disordered),
		(known) => Math.max(...known),
	);
	const limitUsed = worst(
		all.map((one) => one.limitUsed),
		(known) => Math.min(...known),
	);
	return {
		run: first.run,
		rounds,
		nodeMs: median(all.map(({ nodeMs }) => nodeMs)),
		wallMs: median(all.map(({ wallMs }) => wallMs)),
		calls: Math.max(...all.map(({ calls }) => calls)),
		refused: Math.max(...all.map(({ refused }) => refused)),
		lost: Math.max(...all.map(({ lost }) => lost)),
		...(disordered !== undefined && { disordered }),
		...(limitUsed !== undefined && { limitUsed }),
	};
}

/** @returns a cell for each task under each of the conditions, contestants in the order of `order` */
export function toCells(measured: readonly MeasuredRun[], order: readonly ContestantId[]): Cell[] {
	const cells = new Map<string, Map<string, MeasuredRun[]>>();
	for (const entry of measured) {
		const id = cellOf(entry.run);
		const cell = cells.get(id) ?? new Map<string, MeasuredRun[]>();
		cells.set(id, cell);
		const contestant = entry.run.contestant.id;
		cell.set(contestant, [...(cell.get(contestant) ?? []), entry]);
	}
	return [...cells].map(([id, cell]) => ({
		id,
		summaries: order.flatMap((contestant) => {
			const rounds = cell.get(contestant);
			return rounds ? [summarise(rounds)] : [];
		}),
	}));
}

/**
 * Compares round by round, since both met the same machine in the same state; who was measured once is compared with
 * that one time. The value is the middle round's.
 *
 * @returns how many times as fast as the other one the first was
 */
export function speedRatio(one: Summary, other: Summary): Ratio {
	const [firstOfOther] = other.rounds;
	const ratios = one.rounds.map(({ round, measurement }) => {
		const beside = other.rounds.find((entry) => entry.round === round) ?? firstOfOther;
		if (!beside) throw new Error('Nothing was measured');
		// n8n notes whole milliseconds.
		return beside.measurement.nodeMs / Math.max(1, measurement.nodeMs);
	});
	return { value: median(ratios), lowest: Math.min(...ratios), highest: Math.max(...ratios) };
}

/** @returns the share of the calls that were answered that there are too many */
export function refusedShare({ calls, refused }: Pick<Summary, 'calls' | 'refused'>): number {
	return calls === 0 ? 0 : refused / calls;
}
