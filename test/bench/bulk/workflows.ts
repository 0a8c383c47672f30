import { randomUUID } from 'node:crypto';
import type { WorkflowFile, WorkflowNode } from '../../n8n/workflowFile';

/** The node that is measured. */
export const MEASURED_NODE = 'Measured';

/**
 * @param name of the workflow
 * @param path of its webhook, which takes `{ items: [] }` and answers when all is done
 * @param measured the node that gets the items
 */
export function bulkWorkflow(
	name: string,
	path: string,
	measured: Omit<WorkflowNode, 'name'>,
): WorkflowFile {
	const nodes: WorkflowNode[] = [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2,
			webhookId: path,
			parameters: {
				httpMethod: 'POST',
				path,
				responseMode: 'lastNode',
				responseData: 'noData',
				options: {},
			},
		},
		{
			name: 'Items',
			type: 'n8n-nodes-base.splitOut',
			typeVersion: 1,
			parameters: { fieldToSplitOut: 'body.items', options: {} },
		},
		// Whoever runs into a limit is to do as much as it can: as n8n sets it, everything would stop there.
		{
			parameters: {},
			type: '',
			...measured,
			name: MEASURED_NODE,
			onError: 'continueRegularOutput',
		},
	];
	const to = (node: string) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		name,
		nodes: nodes.map((node, index) => ({ ...node, id: randomUUID(), position: [220 * index, 0] })),
		connections: { Webhook: to('Items'), Items: to(MEASURED_NODE) },
		settings: { executionOrder: 'v1' },
	};
}
