import { ExecuteContext, LoadOptionsContext } from 'n8n-core';
import {
	createRunExecutionData,
	type NodeApiError,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type INodeExecutionData,
	type INodeParameters,
} from 'n8n-workflow';
import { AxiosError } from 'axios';

import { Dialog360Api } from '../../../../credentials/Dialog360Api.credentials';
import { Dialog360Groups } from '../../../../nodes/Dialog360Groups/Dialog360Groups.node';
import { createAdditionalData, createWorkflow } from '../../../helpers/engine';
import { aNode, NODE_TYPE, wrapped } from './node';

export const API_KEY = 'key-0123456789abcdef';

/** What n8n's request helper gives for an answer, whatever its status. */
export interface HttpAnswer {
	statusCode: number;
	body?: unknown;
	headers?: Record<string, unknown>;
}

/** Answers, or throws what n8n's request helper throws. */
export type Respond = (
	options: IHttpRequestOptions,
	index: number,
) => HttpAnswer | Promise<HttpAnswer>;

interface ContextOptions {
	credentials?: ICredentialDataDecryptedObject;
	parameters?: INodeParameters;
	input?: INodeExecutionData[];
	signal?: AbortSignal;
}

function engineOptions({ credentials, parameters = {} }: ContextOptions) {
	const node = { ...aNode, parameters };
	const options = {
		// A copy: n8n takes parameters out of it that the node has no fields for.
		workflow: { nodes: [structuredClone(node)], connections: {} },
		nodes: { [NODE_TYPE]: new Dialog360Groups() },
		credentialTypes: { dialog360Api: new Dialog360Api() },
		credentials: {
			dialog360Api: { apiKey: API_KEY, baseUrl: 'https://api.example', ...credentials },
		},
	};
	return { node, workflow: createWorkflow(options), data: createAdditionalData(options) };
}

/** n8n's own context of a node that runs, without a network: `requests` are what would have been sent. */
export function executeContext(respond: Respond, options: ContextOptions = {}) {
	const { node, workflow, data } = engineOptions(options);
	const input = options.input ?? [{ json: {} }];
	const context = new ExecuteContext(
		workflow,
		node,
		data,
		'manual',
		createRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ node, data: { main: [input] }, source: null },
		[],
		options.signal,
	);
	return { context, requests: intercept(context, respond) };
}

/** n8n's own context of a list in the panel, without a network. */
export function listContext(respond: Respond, options: ContextOptions = {}) {
	const { node, workflow, data } = engineOptions(options);
	const context = new LoadOptionsContext(workflow, node, data, '/');
	return { context, requests: intercept(context, respond) };
}

function intercept(
	{ helpers }: Pick<ExecuteContext, 'helpers'> | Pick<LoadOptionsContext, 'helpers'>,
	respond: Respond,
): IHttpRequestOptions[] {
	const requests: IHttpRequestOptions[] = [];
	helpers.httpRequestWithAuthentication = async (credential, options) => {
		expect(credential).toBe('dialog360Api');
		const index = requests.push(options) - 1;
		if (index > 2_000) throw new Error('More than 2000 requests: this never ends');
		return await respond(options, index);
	};
	return requests;
}

/** The API says these things, one after the other. */
export function saying(...answers: Array<HttpAnswer | Error>): Respond {
	return (_, index) => {
		const answer = answers[index];
		if (!answer) throw new Error(`Request ${index + 1} was not expected`);
		if (answer instanceof Error) throw answer;
		return answer;
	};
}

/** The API always says the same. */
export function always(answer: HttpAnswer | Error): Respond {
	return () => {
		if (answer instanceof Error) throw answer;
		return answer;
	};
}

/** What n8n's request helper throws when there is no answer. */
export function noAnswer(code: string): NodeApiError {
	return wrapped(new AxiosError('Something with the network', code));
}
