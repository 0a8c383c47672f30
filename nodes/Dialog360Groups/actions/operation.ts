import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { ApiClient } from '../api/client';
import type { ItemParameters } from './itemParameters';

/** What one input item led to; an item may have several, for instance one for each person it names. */
export type Outcome = { itemIndex: number } & ({ json: IDataObject } | { error: unknown });

/** Everything an operation needs; it gets all items of the run at once. */
export interface OperationRun {
	client: ApiClient;
	/** The parameters of each item, in order. */
	items: readonly ItemParameters[];
	/** For what only n8n can give, such as binary data. */
	context: IExecuteFunctions;
}

/** One operation: how it is shown, which fields it has, and what it does. */
export interface Operation {
	/** Stored in workflows, so it never changes. */
	value: string;
	name: string;
	/** Shown in the node creator, in sentence case and without the brand. */
	action: string;
	description: string;
	/** Without `displayOptions` for resource and operation; those are added where the operation is listed. */
	properties: INodeProperties[];
	/**
	 * @returns outcomes in any order; those of one item in the order in which they shall appear
	 * @throws what concerns the run as a whole; what concerns an item belongs into its outcome
	 */
	run: (run: OperationRun) => Promise<Outcome[]>;
}

/** What a user picks under "Resource", and its operations. */
export interface Resource {
	value: string;
	name: string;
	description: string;
	operations: readonly Operation[];
	/** The operation that is chosen at first. */
	defaultOperation: Operation;
}
