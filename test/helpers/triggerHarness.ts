import { HookContext, WebhookContext } from 'n8n-core';
import type {
	IDataObject,
	INodeType,
	IWebhookData,
	IWebhookResponseData,
	WebhookSetupMethodNames,
} from 'n8n-workflow';
import { createAdditionalData, createWorkflow, type EngineOptions } from './engine';

export interface WebhookRequest {
	/** As n8n has parsed it. */
	body?: unknown;
	/** Raw bytes; default: the serialised body, as n8n's body reader keeps them. `null`: n8n kept none. */
	rawBody?: Buffer | null;
	/** Names in lower case. */
	headers?: Record<string, string>;
	/** Whether somebody listens for a test event. */
	isTest?: boolean;
}

/** What the third party sees when n8n has answered. */
export class RecordedResponse {
	statusCode = 200;

	body: unknown;

	headersSent = false;

	private listeners: Array<() => void> = [];

	status(code: number) {
		this.statusCode = code;
		return this;
	}

	setHeader() {
		return this;
	}

	once(event: string, listener: () => void) {
		if (event === 'finish') this.listeners.push(listener);
		return this;
	}

	json(body: unknown) {
		return this.send(body);
	}

	send(body: unknown) {
		this.body = body;
		return this.end();
	}

	/** The answer is out; those who waited for it are told. */
	end() {
		this.headersSent = true;
		for (const listener of this.listeners.splice(0)) listener();
		return this;
	}
}

export interface Received {
	response: RecordedResponse;
	result: IWebhookResponseData;
}

/** Drives one trigger node through n8n's own hook and webhook contexts; static data survives between calls. */
export function createTriggerHarness(options: EngineOptions, nodeName: string) {
	const workflow = createWorkflow(options);
	const node = workflow.getNode(nodeName);
	if (!node) throw new Error(`The workflow has no node "${nodeName}"`);
	const nodeType: INodeType = workflow.nodeTypes.getByNameAndVersion(node.type, node.typeVersion);
	const { webhook: receive, webhookMethods } = nodeType;
	const [webhookDescription] = nodeType.description.webhooks ?? [];
	if (!receive || !webhookDescription) throw new Error(`"${nodeName}" has no webhook`);

	const webhookData = (isTest: boolean): IWebhookData => ({
		httpMethod: 'POST',
		node: nodeName,
		path: 'path',
		webhookDescription,
		workflowId: 'test',
		workflowExecuteAdditionalData: createAdditionalData(options),
		isTest,
	});

	return {
		staticData: (): IDataObject => workflow.getStaticData('node', node),

		/** Runs checkExists / create / delete as activation (or "Listen for test event") does. */
		async hook(method: WebhookSetupMethodNames, { isTest = false } = {}): Promise<unknown> {
			const context = new HookContext(
				workflow,
				node,
				createAdditionalData(options),
				// Taking away, n8n does not say what for.
				method === 'delete' ? 'internal' : isTest ? 'manual' : 'trigger',
				method === 'delete' ? 'update' : isTest ? 'manual' : 'activate',
				webhookData(isTest),
			);
			return await webhookMethods?.default?.[method].call(context);
		},

		/** Delivers one HTTP request to the node's webhook() method. */
		async receive(request: WebhookRequest): Promise<Received> {
			const { body, headers = {}, isTest = false } = request;
			const { rawBody = Buffer.from(JSON.stringify(body ?? '')) } = request;
			const response = new RecordedResponse();
			const httpRequest = {
				body,
				...(rawBody === null ? {} : { rawBody }),
				headers,
				query: {},
				params: {},
				method: 'POST',
			};
			const context = new WebhookContext(
				workflow,
				node,
				createAdditionalData(options, {
					// The two are all that the trigger uses of Express.
					httpRequest: httpRequest as never,
					httpResponse: response as never,
				}),
				isTest ? 'manual' : 'webhook',
				webhookData(isTest),
				[],
				null,
			);
			return { response, result: await receive.call(context) };
		},
	};
}

export type TriggerHarness = ReturnType<typeof createTriggerHarness>;
