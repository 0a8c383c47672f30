import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { createApiClient } from '../api/client';
import { InputError } from '../explainedError';
import { readPace } from './fields/pace';
import { groupOfItem } from './groupOfItem';
import { itemParameters } from './itemParameters';
import { errorJson, toNodeError } from './nodeErrors';
import type { Operation, Outcome } from './operation';
import { resources } from './resources';

/**
 * Runs the chosen operation for all input items and links each output item to the input item it came from, in the
 * order of the input.
 *
 * @throws {NodeApiError | NodeOperationError} the first error, once all items have been handled, unless the node is
 * set to continue; then every error is an item of its own
 */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const items = context.getInputData();
	const outcomes = await collectOutcomes(context, items.length);
	const failed = outcomes.find((outcome) => 'error' in outcome);
	if (failed && !context.continueOnFail()) {
		throw toNodeError(context.getNode(), failed.error, {
			itemIndex: failed.itemIndex,
			note: noteOnOthers(outcomes),
		});
	}
	return [outcomes.map((outcome) => toOutputItem(context, outcome))];
}

async function collectOutcomes(context: IExecuteFunctions, itemCount: number): Promise<Outcome[]> {
	const all = Array.from({ length: itemCount }, (_, itemIndex) => itemIndex);
	try {
		const operation = chosenOperation(context);
		const parameters = all.map((itemIndex) => itemParameters(context, itemIndex));
		const [first] = parameters;
		const client = await createApiClient(context, undefined, first && readPace(first));
		const outcomes = await operation.run({ client, items: parameters, context });
		return outcomes.sort((one, other) => one.itemIndex - other.itemIndex);
	} catch (error) {
		return all.map((itemIndex) => ({ itemIndex, error }));
	}
}

function chosenOperation(context: IExecuteFunctions): Operation {
	const chosenResource = context.getNodeParameter('resource', 0);
	const chosen = context.getNodeParameter('operation', 0);
	const operation = resources
		.find(({ value }) => value === chosenResource)
		?.operations.find(({ value }) => value === chosen);
	if (operation) return operation;
	throw new InputError(
		`The operation '${String(chosen)}' does not exist for '${String(chosenResource)}'`,
		{
			howToFix: "Choose 'Resource' and 'Operation' anew from the lists.",
		},
	);
}

function toOutputItem(context: IExecuteFunctions, outcome: Outcome): INodeExecutionData {
	const pairedItem = { item: outcome.itemIndex };
	if ('json' in outcome) return { json: outcome.json, pairedItem };
	// With Retry On Fail n8n runs the whole node again if the first item has `json.error`, and would send everything
	// a second time. An item with `error` beside `json` does not have that effect, but keeps nothing but the message.
	if (context.getNode().retryOnFail === true) {
		const { itemIndex, error } = outcome;
		return { json: {}, error: toNodeError(context.getNode(), error, { itemIndex }), pairedItem };
	}
	const groupId = groupOfItem(itemParameters(context, outcome.itemIndex));
	return { json: errorJson(outcome.error, groupId), pairedItem };
}

/** When a run stops at one thing, the others may have been done, and nothing else would tell. */
function noteOnOthers(outcomes: readonly Outcome[]): string | undefined {
	const well = outcomes.filter((outcome) => 'json' in outcome).length;
	if (well === 0) return undefined;
	return `${well} of ${outcomes.length} went well. To get their results, set 'On Error' in the settings of this node to one of the two that continue.`;
}
