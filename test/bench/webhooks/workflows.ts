import { randomUUID } from 'node:crypto';
import type { WorkflowFile, WorkflowNode } from '../../n8n/workflowFile';

/** What follows the trigger in every workflow that is measured. */
export const LAST_NODE = 'No Operation';

/**
 * @param name of the workflow
 * @param trigger its type and what is set in it
 * @returns a workflow of this trigger and one node that does nothing
 */
export function triggered(
	name: string,
	trigger: Pick<WorkflowNode, 'type' | 'parameters' | 'credentials'> & { typeVersion?: number },
): WorkflowFile {
	const first: WorkflowNode = {
		typeVersion: 1,
		...trigger,
		id: randomUUID(),
		name: 'Trigger',
		webhookId: randomUUID(),
		position: [0, 0],
	};
	const last: WorkflowNode = {
		id: randomUUID(),
		name: LAST_NODE,
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
	return {
		name,
		nodes: [first, last],
		connections: { [first.name]: { main: [[{ node: last.name, type: 'main', index: 0 }]] } },
		settings: { executionOrder: 'v1' },
	};
}
