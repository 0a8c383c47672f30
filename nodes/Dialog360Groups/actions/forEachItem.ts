import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../api/client';
import type { ItemParameters } from './itemParameters';
import { runInLanes } from './lanes';
import { createOnce } from './once';
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
	/** What an item leads to must not happen twice, so a later try of the same run does not repeat it. */
	actsOnce?: boolean;
}

/** An operation that handles each item by itself, several at a time. */
export function forEachItem(
	handleEach: HandleItem,
	{ inOrderOf, actsOnce = false }: ItemOptions = {},
): Operation['run'] {
	const handle = actsOnce ? onlyOnce(handleEach) : handleEach;
	return async ({ client, items, context }) => {
		const outcomes: Outcome[] = [];
		const tasks = items.map((parameters) => ({
			lane: laneOf(parameters, inOrderOf),
			run: async () => {
				outcomes.push(...(await handleItem(handle, { client, parameters, context })));
			},
		}));
		await runInLanes(tasks, client.mostAtOnce);
		return outcomes;
	};
}

function onlyOnce(handle: HandleItem): HandleItem {
	const once = createOnce<IDataObject | IDataObject[]>();
	return async (item) =>
		await once(item.context, String(item.parameters.itemIndex), async () => await handle(item));
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
