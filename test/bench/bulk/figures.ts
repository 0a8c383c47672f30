import type { Figure } from '../results';
import { runOf } from './runName';
import { type Cell, refusedShare, speedRatio, type Summary } from './summary';

type Figures = Record<string, Figure>;

function ofOurs(ours: Summary, run: string): Record<string, Figure | undefined> {
	const { lost, disordered, limitUsed, calls } = ours;
	const { conditions } = ours.run;
	const known = (value: number | undefined) => (value === undefined ? undefined : { run, value });
	return {
		'ours.lost': { run, value: lost },
		'ours.calls': { run, value: calls },
		'ours.disordered': known(disordered),
		...(conditions.limit > 0 && {
			'ours.limitUsed': known(limitUsed),
			'ours.refused': { run, value: ours.refused },
			'ours.refusedShare': { run, value: refusedShare(ours) },
		}),
	};
}

/** What the others came to, and how they compare where they did the same: all of it. */
function ofOther(other: Summary, ours: Summary, run: string): Record<string, Figure | undefined> {
	const { id } = other.run.contestant;
	const isComparable = other.lost === 0 && ours.lost === 0;
	const isWhole = other.run.sample === other.run.size;
	return {
		[`${id}.lost`]: { run, value: other.lost },
		...(other.disordered !== undefined && {
			[`${id}.disordered`]: { run, value: other.disordered },
		}),
		...(isComparable && { [`ours.vs.${id}.speed`]: { run, ...speedRatio(ours, other) } }),
		...(isComparable &&
			isWhole && { [`ours.vs.${id}.calls`]: { run, value: ours.calls / other.calls } }),
	};
}

/** @returns what can be claimed: ratios to the others, and what nobody's speed decides */
export function figuresOfCells(cells: readonly Cell[]): Figures {
	const entries = cells.flatMap(({ id, summaries }) => {
		const ours = summaries.find(({ run }) => run.contestant.id === 'ours');
		if (!ours) return [];
		const run = runOf(ours.run.task.id);
		const others = summaries.filter((summary) => summary !== ours);
		const named = [ofOurs(ours, run), ...others.map((other) => ofOther(other, ours, run))];
		return named
			.flatMap((figures) => Object.entries(figures))
			.map(([name, figure]) => [`bulk.${id}.${name}`, figure] as const);
	});
	const figures: Figures = {};
	for (const [name, figure] of entries) if (figure) figures[name] = figure;
	return figures;
}
