import type { Cleanup } from './cleanup';
import type { BenchOptions } from './options';
import type { Results } from './results';

/** What a bench gets to work with. */
export interface BenchContext {
	options: BenchOptions;
	/** Run when the bench has ended, failed or been interrupted. */
	cleanup: Cleanup;
}

/** What a bench found out. */
export interface BenchReport {
	/** For the console. */
	text: string;
	results: Results;
}

/** One comparison within one run. Anything that didn't work is an error, however fast it was. */
export interface Bench {
	title: string;
	run(context: BenchContext): Promise<BenchReport>;
}
