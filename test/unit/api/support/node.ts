import { NodeApiError } from 'n8n-workflow';
import type { INode, JsonObject } from 'n8n-workflow';

export const NODE_TYPE = 'n8n-nodes-360dialog-groups.dialog360Groups';

/** The node in a workflow that the errors are about. */
export const aNode: INode = {
	id: 'groups',
	name: '360dialog Groups',
	type: NODE_TYPE,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	credentials: { dialog360Api: { id: '1', name: '360dialog' } },
};

/** Wraps an error as n8n's request helper does before it throws it. */
export function wrapped(error: Error): NodeApiError {
	// n8n takes any error here, which its types do not say.
	return new NodeApiError(aNode, error as Error & JsonObject);
}
