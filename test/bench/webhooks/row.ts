import type { Cleanup } from '../cleanup';
import type { Host } from '../host';
import type { LoadRequest } from '../load';

/** What one request must lead to. */
export interface Effect {
	status: number;
	executions: 0 | 1;
}

export const ACCEPTED: Effect = { status: 200, executions: 1 };
export const IGNORED: Effect = { status: 200, executions: 0 };
export const REFUSED: Effect = { status: 401, executions: 0 };

/** How many requests every row gets before it is measured. */
export const WARM_UPS = 40;

/** A published workflow that is about to be measured. */
export interface Target {
	workflowId: string;
	url: string;
	/** @param number from 0 to `WARM_UPS - 1` */
	warmUp(number: number): LoadRequest;
	/** @param number from 0, counted over all rounds */
	measured(number: number): LoadRequest;
}

/** One line of the comparison. */
export interface Row {
	/** One letter, for the command line. */
	key: string;
	/** In the names of its figures. */
	id: string;
	title: string;
	/** What a request of the warm-up must lead to. */
	warmUp: Effect;
	/** What a measured request must lead to. */
	measured: Effect;
	/** Publishes its workflow. */
	setUp(host: Host, cleanup: Cleanup): Promise<Target>;
}
