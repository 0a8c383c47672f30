import type { Engine } from './options';
import type { Results } from './results';

const renamed = <T>(entries: Record<string, T>, suffix: string) =>
	Object.fromEntries(Object.entries(entries).map(([name, entry]) => [`${name}${suffix}`, entry]));

/** @returns the results under names of their own where they were measured with the legacy engine */
export function ofEngine(engine: Engine, { runs, figures }: Results): Results {
	if (engine === 'default') return { runs, figures };
	const ofLegacyRuns = Object.entries(figures).map(([name, figure]) => [
		name,
		{ ...figure, run: `${figure.run}, legacy engine` },
	]);
	return {
		runs: renamed(runs, ', legacy engine'),
		figures: renamed(Object.fromEntries(ofLegacyRuns), '.legacyEngine'),
	};
}
