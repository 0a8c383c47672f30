import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { asObject, asString, type JsonObject, parseJson } from '../n8n/json';
import { PROJECT } from '../n8n/package';

/** One number that something may be claimed with: a ratio within one run, never a machine's own speed. */
export interface Figure extends JsonObject {
	/** The name of the run that it was measured in. */
	run: string;
	value: number;
	/** The round with the lowest ratio, where it was measured in rounds. */
	lowest?: number;
	highest?: number;
}

/** Figures by their names, and the conditions of each run by its name. */
export interface Results {
	runs: Record<string, JsonObject>;
	figures: Record<string, Figure>;
}

const DIGITS = 3;

function rounded(figure: Figure): Figure {
	const entries = Object.entries(figure).map(([key, value]) => [
		key,
		typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value,
	]);
	return { ...figure, ...Object.fromEntries(entries) };
}

function sortedByName<T>(entries: Record<string, T>): Record<string, T> {
	return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** @returns the figures in the file's content */
export function readFigures(stored: string): Record<string, Figure> {
	const { figures } = asObject(parseJson(stored), 'results');
	const entries = Object.entries(asObject(figures ?? {}, 'figures')).map(([name, entry]) => {
		const { run, value, lowest, highest } = asObject(entry, 'a figure');
		if (typeof value !== 'number') throw new Error(`The figure ${name} has no value`);
		const figure: Figure = {
			run: asString(run, "a figure's run"),
			value,
			...(typeof lowest === 'number' && { lowest }),
			...(typeof highest === 'number' && { highest }),
		};
		return [name, figure] as const;
	});
	return Object.fromEntries(entries);
}

/**
 * @param stored the file's content, if there is one
 * @param measured replaces the runs that it names with all their figures; other runs stay
 * @returns the file's new content
 */
export function mergeResults(stored: string | undefined, measured: Results): string {
	const before = asObject(parseJson(stored ?? '{}'), 'results');
	const kept = Object.entries(asObject(before.figures ?? {}, 'figures')).filter(
		([, figure]) => !(String(asObject(figure, 'a figure').run) in measured.runs),
	);
	const replaced = Object.entries(measured.figures).map(([name, figure]) => [
		name,
		rounded(figure),
	]);
	const merged = {
		runs: sortedByName({ ...asObject(before.runs ?? {}, 'runs'), ...measured.runs }),
		figures: sortedByName(Object.fromEntries([...kept, ...replaced])),
	};
	return `${JSON.stringify(merged, null, '\t')}\n`;
}

/**
 * Writes what was measured: with UPDATE_RESULTS=1 into the file that belongs to the repository, otherwise
 * beside it where a run leaves no changes.
 *
 * @returns the file's path in the checkout
 */
export function writeResults(measured: Results): string {
	const update = process.env.UPDATE_RESULTS === '1';
	const path = join(...(update ? ['test', 'bench'] : ['.cache', 'bench']), 'results.json');
	const file = join(PROJECT, path);
	mkdirSync(dirname(file), { recursive: true });
	const stored = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
	writeFileSync(file, mergeResults(stored, measured));
	return path;
}
