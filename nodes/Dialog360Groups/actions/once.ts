import type { IExecuteFunctions } from 'n8n-workflow';

import { ApiError } from '../api/failure';
import { isWireObject } from '../api/wire';
import { InputError } from '../explainedError';

/** Does what must not happen twice; the key tells one such thing from the others of a run. */
export type Once<Result> = (
	context: IExecuteFunctions,
	key: string,
	act: () => Promise<Result>,
) => Promise<Result>;

/**
 * With Retry On Fail n8n runs the whole node again when one item did not go well. What was done, or may have been
 * done, is remembered then, and the later try gets the same result instead of doing it a second time.
 */
export function createOnce<Result>(): Once<Result> {
	const runs = new WeakMap<object, Map<string, Promise<Result>>>();
	return async (context, key, act) => {
		if (context.getNode().retryOnFail !== true) return await act();
		const run = runOf(context);
		const results = runs.get(run) ?? new Map<string, Promise<Result>>();
		runs.set(run, results);
		const before = results.get(key);
		if (before) return await before;
		const acting = act();
		results.set(key, acting);
		const [end] = await Promise.allSettled([acting]);
		if (end.status === 'rejected' && didNothing(end.reason)) results.delete(key);
		return await acting;
	};
}

/**
 * What n8n hands to each try and to nothing else: the data of the execution, or where an agent calls the node, which
 * shares that between calls, what the agent says. Source: n8n-core, workflow-execute.ts, `processRunExecutionData`, and
 * get-input-connection-data.ts, `makeHandleToolInvocation`.
 */
function runOf(context: IExecuteFunctions): object {
	if (!isTool(context)) return context.getExecuteData();
	const said: unknown = context.getInputData()[0]?.json;
	return isWireObject(said) ? said : {};
}

/** n8n before 1.80 does not say. */
function isTool(context: Partial<Pick<IExecuteFunctions, 'isToolExecution'>>): boolean {
	return context.isToolExecution?.() ?? false;
}

function didNothing(error: unknown): boolean {
	if (error instanceof InputError) return true;
	if (!(error instanceof ApiError)) return false;
	const { kind, isWrite, doneBefore = '' } = error.failure;
	return doneBefore === '' && (!isWrite || !['interrupted', 'cancelled'].includes(kind));
}
