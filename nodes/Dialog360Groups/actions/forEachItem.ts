import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../api/client';
import type { ItemParameters } from './itemParameters';
import { runInLanes } from './lanes';
import type { Operation, Outcome } from './operation';

export interface ItemRun {
	client: ApiClient;
	parameters: ItemParameters;
	context: IExecuteFunctions;
}

type HandleItem = (item: ItemRun) => Promise<IDataObject | IDataObject[]>;

interface ItemOptions {
	/** Items with the same key are handled one after the other; without it all are independent. */
	inOrderOf?: (parameters: ItemParameters) => string;
}

/** An operation that handles each item by itself, several at a time. */
export function forEachItem(handle: HandleItem, { inOrderOf }: ItemOptions = {}): Operation['run'] {
	return async ({ client, items, context }) => {
		const outcomes: Outcome[] = [];
		const tasks = items.map((parameters) => ({
			lane: laneOf(parameters, inOrderOf),
			run: async () => {
				outcomes.push(...(await handleItem(handle, { client, parameters, context })));
			},
		}));
		await runInLanes(tasks);
		return outcomes;
	};
}

async function handleItem(handle: HandleItem, item: ItemRun): Promise<Outcome[]> {
	const { itemIndex } = item.parameters;
	try {
		return [await handle(item)].flat().map((json) => ({ itemIndex, json }));
	} catch (error) {
		return [{ itemIndex, error }];
	}
}

/** A key that can't be read gives a lane of its own; the item's handling meets the reason again and reports it. */
function laneOf(parameters: ItemParameters, inOrderOf: ItemOptions['inOrderOf']): string {
	const own = `item ${parameters.itemIndex}`;
	if (!inOrderOf) return own;
	try {
		return `key ${inOrderOf(parameters)}`;
	} catch {
		return own;
	}
}
