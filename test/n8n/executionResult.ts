import { asArray, asObject, isObject, type JsonObject, parseJson } from './json';

/** What one node did in an execution. */
export interface NodeRun {
	/** The `json` of the items on each output; the error output is the last one. */
	outputs: JsonObject[][];
	/** Which input item each item of the first output came from, where n8n recorded it. */
	error?: JsonObject;
}

export interface ExecutionResult {
	id: string;
	/** n8n's own words: success, error, waiting, … */
	status: string;
	/** By the node's name; the last run of each. */
	nodes: Record<string, NodeRun>;
	/** What stopped the execution, if anything did. */
	error?: JsonObject;
}

/**
 * n8n stores execution data "flatted": one array in which every string inside an object or list is the
 * index of the value that belongs there.
 *
 * @param text an array in that form
 */
export function unflatten(text: string): unknown {
	const pool = asArray(parseJson(text), 'flatted data');
	const known = new Map<number, unknown>();
	const resolve = (index: number): unknown => {
		if (known.has(index)) return known.get(index);
		const value = pool[index];
		if (Array.isArray(value)) {
			const list: unknown[] = [];
			known.set(index, list);
			for (const entry of value) list.push(dereference(entry));
			return list;
		}
		if (isObject(value)) {
			const object: JsonObject = {};
			known.set(index, object);
			for (const [key, entry] of Object.entries(value)) object[key] = dereference(entry);
			return object;
		}
		return value;
	};
	const dereference = (entry: unknown) =>
		typeof entry === 'string' ? resolve(Number(entry)) : entry;
	return resolve(0);
}

function readRun(run: unknown): NodeRun {
	const { data, error } = asObject(run, "a node's run");
	const main = isObject(data) && Array.isArray(data.main) ? data.main : [];
	return {
		outputs: main.map((items: unknown) =>
			Array.isArray(items)
				? items.map((item: unknown) => asObject(asObject(item, 'an item').json, "an item's json"))
				: [],
		),
		...(isObject(error) && { error }),
	};
}

/**
 * @param id of the execution
 * @param status as n8n gives it
 * @param flatted the execution's data as n8n's REST API gives it
 */
export function readExecution(id: string, status: string, flatted: string): ExecutionResult {
	const { resultData } = asObject(unflatten(flatted), 'execution data');
	const { runData, error } = asObject(resultData, 'result data');
	const nodes = Object.fromEntries(
		Object.entries(asObject(runData ?? {}, 'run data')).map(([name, runs]) => [
			name,
			readRun(asArray(runs, 'runs').at(-1)),
		]),
	);
	return { id, status, nodes, ...(isObject(error) && { error }) };
}
