import { randomUUID } from 'node:crypto';
import type { CredentialReference, WorkflowFile, WorkflowNode } from '../../n8n/workflowFile';
import { CREDENTIAL_TYPE } from '../../n8n/examples';
import type { JsonObject } from '../../n8n/json';
import { PACKAGE_NAME } from '../../n8n/package';

/** The full name of the package's action node. */
export const ACTION_NODE = `${PACKAGE_NAME}.dialog360Groups`;

/** The name of the trigger in every workflow made here. */
export const MANUAL_TRIGGER = 'Start';

/** A group field with an ID or an expression in it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });

/**
 * @param name of the node
 * @param parameters of the node, as stored in a workflow
 */
export function actionNode(
	name: string,
	parameters: JsonObject,
	credential: CredentialReference,
	extra: JsonObject = {},
): WorkflowNode {
	return {
		...extra,
		name,
		type: ACTION_NODE,
		typeVersion: 1,
		parameters,
		credentials: { [CREDENTIAL_TYPE]: credential },
	};
}

/** @returns a workflow in which the nodes follow a Manual Trigger, one after the other */
export function chain(name: string, ...nodes: WorkflowNode[]): WorkflowFile {
	const trigger: WorkflowNode = {
		name: MANUAL_TRIGGER,
		type: 'n8n-nodes-base.manualTrigger',
		typeVersion: 1,
		parameters: {},
	};
	const all = [trigger, ...nodes];
	return {
		name,
		settings: { executionOrder: 'v1' },
		nodes: all.map((node, index) => ({ id: randomUUID(), position: [index * 220, 0], ...node })),
		connections: Object.fromEntries(
			nodes.map(({ name: next }, index) => [
				all[index]?.name,
				{ main: [[{ node: next, type: 'main', index: 0 }]] },
			]),
		),
	};
}
