import type { JsonObject } from '../../n8n/json';
import type { Sandbox } from '../../sandbox/types';

/** What became of the items of one run. */
export interface Outcome {
	/** How many items were not done. */
	lost: number;
	/** How many groups got their items in another order than the input's; absent where order means nothing. */
	disordered?: number;
}

/** A world that waits for its work. */
export interface Job {
	/** The `json` of the input items. */
	input: JsonObject[];
	/**
	 * Looks at the world after the work, and at what the node put out where the world can't tell.
	 *
	 * @param output the `json` of the node's items
	 */
	outcome(output: readonly JsonObject[]): Outcome;
}

/** One request for one item, for those that know nothing of groups. The texts may be expressions. */
export interface ItemRequest {
	method: 'GET' | 'POST';
	/** From the slash after the API's address on. */
	path: string;
	/** An expression that gives an object. */
	body?: string;
	/** Fields of the HTTP Request node that this request needs beside these. */
	more?: JsonObject;
}

/** Work that is given to everyone in the comparison. */
export interface Task {
	/** On the command line and in the names of figures. */
	id: string;
	/** @param size how much work there is */
	title(size: number): string;
	/** How much work: as much as the claims are about, and enough to see that it works. */
	size: { full: number; quick: number };
	/** A list has no limit to run into: it takes a handful of calls. */
	isLimited: boolean;
	/** Every item can be done by itself, one after the other. */
	isPerItem: boolean;
	/** Makes the world, in a sandbox without groups. */
	prepare(sandbox: Sandbox, size: number): Job;
	/** Parameters of this package's node. */
	ours: JsonObject;
	request: ItemRequest;
}
