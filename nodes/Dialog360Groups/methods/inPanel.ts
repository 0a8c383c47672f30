import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { toNodeError } from '../actions/nodeErrors';

/** Reads something for the panel; what goes wrong is said in the form that n8n shows. */
export async function inPanel<Result>(
	context: ILoadOptionsFunctions,
	read: () => Promise<Result>,
): Promise<Result> {
	const [end] = await Promise.allSettled([read()]);
	if (end.status === 'fulfilled') return end.value;
	throw toNodeError(context.getNode(), end.reason);
}
