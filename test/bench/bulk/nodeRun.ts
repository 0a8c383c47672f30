import { unflatten } from '../../n8n/executionResult';
import { asArray, asObject, asString, isObject, type JsonObject } from '../../n8n/json';

/** What one node did in an execution. */
export interface NodeRun {
	/** The time that n8n noted for the node. */
	nodeMs: number;
	/** From the start of the execution to its end. */
	wallMs: number;
	/** The `json` of the items on its first output. */
	output: JsonObject[];
}

const timeOf = (value: unknown) => Date.parse(asString(value, 'a time'));

/**
 * @param execution as n8n's REST API gives it
 * @param node the node's name
 * @throws Error where the node did not run
 */
export function readNodeRun(execution: JsonObject, node: string): NodeRun {
	const data = unflatten(asString(execution.data, "an execution's data"));
	const { runData } = asObject(asObject(data, 'execution data').resultData, 'result data');
	const runs = asArray(asObject(runData, 'run data')[node], `a run of "${node}"`);
	const run = asObject(runs.at(-1), "a node's run");
	if (typeof run.executionTime !== 'number') throw new Error('n8n noted no time for the node');
	const main = isObject(run.data) ? asArray(run.data.main, 'outputs')[0] : [];
	return {
		nodeMs: run.executionTime,
		wallMs: timeOf(execution.stoppedAt) - timeOf(execution.startedAt),
		output: asArray(main ?? [], 'items').map((item) =>
			asObject(asObject(item, 'an item').json, "an item's json"),
		),
	};
}
