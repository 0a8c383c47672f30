import { join } from 'node:path';
import type { JsonObject } from '../../n8n/json';
import { PACKAGE_NAME } from '../../n8n/package';
import type { CredentialReference, WorkflowNode } from '../../n8n/workflowFile';
import type { Conditions } from './conditions';
import type { Task } from './task';

/** The package with the node of `sequentialNode`. */
export const SEQUENTIAL_PACKAGE = join(__dirname, '..', 'sequentialNode');

/** What n8n proposes between two batches when somebody adds batching, in milliseconds. */
const PROPOSED_INTERVAL = 1_000;

/** Where the API is, and the credentials for it. */
export interface Access {
	url: string;
	/** For this package's node. */
	ours: Record<string, CredentialReference>;
	/** For nodes that send any header. */
	header: Record<string, CredentialReference>;
}

export type ContestantId = 'ours' | 'httpRequest' | 'batchOfOne' | 'sequential';

/** One way to do a task. */
export interface Contestant {
	/** In the names of figures. */
	id: ContestantId;
	/** In the table: ours, or one of the others by its letter. */
	title: string;
	node(task: Task, access: Access): Pick<WorkflowNode, 'type' | 'parameters'> & JsonObject;
	/** How many items it is measured with; none where that would tell nothing. */
	sample(conditions: Conditions, size: number, isQuick: boolean): number;
	/** @returns what all items would have taken, where only some were measured */
	scale(milliseconds: number, sample: number, size: number): number;
}

const proportionally: Contestant['scale'] = (milliseconds, sample, size) =>
	(milliseconds * size) / sample;

const ours: Contestant = {
	id: 'ours',
	title: 'this package',
	node: ({ ours: parameters }, access) => ({
		type: `${PACKAGE_NAME}.dialog360Groups`,
		typeVersion: 1,
		parameters,
		credentials: access.ours,
	}),
	sample: (_, size) => size,
	scale: proportionally,
};

/** The parameters of n8n's HTTP Request node, all others being as n8n sets them. */
function httpRequestNode({ request }: Task, { url, header }: Access, options?: JsonObject) {
	const { method, path, body, more } = request;
	return {
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			method,
			url: `=${url}${path}`,
			authentication: 'genericCredentialType',
			genericAuthType: 'httpHeaderAuth',
			...(body !== undefined && { sendBody: true, specifyBody: 'json', jsonBody: `=${body}` }),
			...more,
			...(options && { options }),
		},
		credentials: header,
	};
}

const httpRequest: Contestant = {
	id: 'httpRequest',
	title: '(a) HTTP Request',
	node: (task, access) => httpRequestNode(task, access),
	sample: (_, size) => size,
	scale: proportionally,
};

/**
 * With an interval of 0, n8n does not batch at all, so that there would be nothing but (a) again: the batch's size
 * only says after how many items the interval is waited.
 */
const batchOfOne: Contestant = {
	id: 'batchOfOne',
	title: '(b) HTTP Request, batch size 1',
	node: (task, access) =>
		httpRequestNode(task, access, {
			batching: { batch: { batchSize: 1, batchInterval: PROPOSED_INTERVAL } },
		}),
	// One request a second reaches no limit.
	sample: ({ limit }, _, isQuick) => (limit > 0 ? 0 : isQuick ? 2 : 6),
	scale: (milliseconds, sample, size) => (milliseconds * (size - 1)) / (sample - 1),
};

const sequential: Contestant = {
	id: 'sequential',
	title: '(c) one item at a time',
	node: ({ request }, { url, header }) => ({
		type: 'n8n-nodes-bench-sequential.sequentialNode',
		typeVersion: 1,
		parameters: {
			method: request.method,
			url: `=${url}${request.path}`,
			body: request.body === undefined ? '' : `=${request.body}`,
		},
		credentials: header,
	}),
	sample({ latencyMs, limit }, size, isQuick) {
		if (latencyMs === 0) return size;
		// So slow that it reaches no limit.
		return limit > 0 ? 0 : Math.min(size, isQuick ? 10 : 100);
	},
	scale: proportionally,
};

/** Everyone, this package first. */
export const CONTESTANTS: readonly Contestant[] = [ours, httpRequest, batchOfOne, sequential];

/** @returns whether a task is one for this contestant: only some can be done item by item */
export function takesPart({ id }: Contestant, { isPerItem }: Pick<Task, 'isPerItem'>): boolean {
	return isPerItem || id === 'ours' || id === 'httpRequest';
}
