import type { Outcome } from './task';
import type { PlannedRun } from './plan';

/** What one run came to. */
export interface Measurement extends Outcome {
	/** The time that n8n noted for the node, in milliseconds; for all items, if only some were measured. */
	nodeMs: number;
	/** The same for the whole execution. */
	wallMs: number;
	/** Calls that reached the API. */
	calls: number;
	/** How many of them were answered that there are too many. */
	refused: number;
	/** The share of the limit that was used after the first seconds; absent without one, and where it was over sooner. */
	limitUsed?: number;
}

/** A run and what it came to. */
export interface MeasuredRun {
	run: PlannedRun;
	round: number;
	measurement: Measurement;
}
