import type { JsonObject } from '../../../n8n/json';

/** What a process of its own is to do. */
export interface MemoryJob {
	/** Where the built package is. */
	packageFolder: string;
	/** Of the node. */
	parameters: JsonObject;
	api: { url: string; apiKey: string };
	/** Items that are handled before anything is measured. */
	warmUp: JsonObject[];
	input: JsonObject[];
}

/** What it took, in millions of bytes. */
export interface MemoryUse {
	milliseconds: number;
	/** Items of the output without `error`. */
	done: number;
	/** On the heap, after its garbage was collected: n8n's engine and the input. */
	beforeMb: number;
	/** The most that was on the heap meanwhile, garbage included. */
	highestMb: number;
	/** On the heap afterwards, after its garbage was collected: with the output. */
	keptMb: number;
	/** The most memory that the whole process had from its start on, as the operating system counts. */
	highestOfProcessMb: number;
}

/** One measurement of memory. */
export interface MeasuredMemory extends MemoryUse {
	items: number;
}

/** What listing all groups took, and what ever more items did. */
export interface MemoryReport {
	groups: MeasuredMemory;
	/** From few items to many. */
	approvals: readonly MeasuredMemory[];
}
