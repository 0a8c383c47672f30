import { LoadOptionsContext } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	INode,
	INodeExecutionData,
	INodeParameters,
	IRun,
	NodeApiError,
	NodeOperationError,
} from 'n8n-workflow';

import { Dialog360Api } from '../../credentials/Dialog360Api.credentials';
import { Dialog360Groups } from '../../nodes/Dialog360Groups/Dialog360Groups.node';
import { createAdditionalData, createWorkflow } from './engine';
import { outputsOf, startWorkflow } from './runWorkflow';

const TYPE = 'n8n-nodes-360dialog-groups.dialog360Groups';
const NODE_NAME = '360dialog Groups';

export interface NodeRun {
	/** The node's parameters as they stand in the workflow JSON. */
	parameters: INodeParameters;
	input?: INodeExecutionData[];
	/** Where the API is, and the key for it. */
	api: { url: string; apiKey: string };
	/** More of the credential. */
	credential?: ICredentialDataDecryptedObject;
	/** n8n's address. */
	n8nUrl?: string;
	onError?: INode['onError'];
	retryOnFail?: boolean;
}

export interface NodeResult {
	run: IRun;
	/** Items of the first output. */
	items: INodeExecutionData[];
	/** Items of the error output. */
	failed: INodeExecutionData[];
	/** What stopped the run. */
	error?: NodeApiError | NodeOperationError;
}

/** The workflow that a user would have: a trigger with the input, then our node. */
function workflowWith({ parameters, onError, retryOnFail }: NodeRun) {
	const nodes: INode[] = [
		{
			id: 'trigger',
			name: 'Trigger',
			type: 'n8n-nodes-base.manualTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'groups',
			name: NODE_NAME,
			type: TYPE,
			typeVersion: 1,
			position: [200, 0],
			parameters,
			credentials: { dialog360Api: { id: '1', name: '360dialog' } },
			...(onError ? { onError } : {}),
			...(retryOnFail ? { retryOnFail, waitBetweenTries: 1 } : {}),
		},
	];
	const connections = {
		Trigger: { main: [[{ node: NODE_NAME, type: 'main' as const, index: 0 }]] },
	};
	return { nodes, connections };
}

function registries({ api: { url, apiKey }, credential = {} }: NodeRun) {
	return {
		nodes: { [TYPE]: new Dialog360Groups() },
		credentialTypes: { dialog360Api: new Dialog360Api() },
		credentials: { dialog360Api: { apiKey, baseUrl: url, ...credential } },
	};
}

/** Begins to run the node in n8n's engine; `cancel` stops it as the editor does. */
export function startNode(options: NodeRun) {
	const { finished, cancel } = startWorkflow({
		workflow: workflowWith(options),
		...registries(options),
		input: options.input,
		n8nUrl: options.n8nUrl,
	});
	return { cancel, finished: finished.then(toResult) };
}

/** Runs the node for the input items in n8n's engine. */
export async function runNode(options: NodeRun): Promise<NodeResult> {
	return await startNode(options).finished;
}

function toResult(run: IRun): NodeResult {
	const [items, failed] = outputsOf(run, NODE_NAME);
	const { error } = run.data.resultData;
	return {
		run,
		items: items ?? [],
		failed: failed ?? [],
		...(error && 'context' in error && 'messages' in error ? { error } : {}),
	};
}

/** What n8n calls the methods of a list in the panel with. */
export function panelOf({ api, parameters }: NodeRun): LoadOptionsContext {
	const workflow = workflowWith({ api, parameters });
	const options = { workflow, ...registries({ api, parameters }) };
	const [, node] = workflow.nodes;
	if (!node) throw new Error('The workflow has no node');
	return new LoadOptionsContext(createWorkflow(options), node, createAdditionalData(options), '/');
}

/** An input item for each of the objects. */
export function itemsOf(rows: ReadonlyArray<INodeExecutionData['json']>): INodeExecutionData[] {
	return rows.map((json) => ({ json }));
}

/** A group picked by its ID, as the workflow JSON has it. */
export function byId(value: string): INodeParameters[string] {
	return { __rl: true, mode: 'id', value };
}

/** The message of an error item; `undefined` for any other. */
export function messageOf({ json: { error } }: INodeExecutionData): unknown {
	return typeof error === 'object' && error !== null && 'message' in error
		? error.message
		: undefined;
}
