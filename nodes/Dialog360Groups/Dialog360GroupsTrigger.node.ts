import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { toPublishingError } from './actions/nodeErrors';
import { searchGroups } from './methods/listSearch';
import { properties } from './trigger/properties';
import { checkWebhook, createWebhook, deleteWebhook } from './webhook/lifeCycle';
import { receive } from './webhook/receive';

export class Dialog360GroupsTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: '360dialog Groups Trigger',
		name: 'dialog360GroupsTrigger',
		icon: { light: 'file:dialog360.svg', dark: 'file:dialog360.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].length === 1 ? $parameter["events"][0] : $parameter["events"].length + " events" }}',
		description:
			'Starts the workflow when something happens in a WhatsApp group: join requests, participants, messages, settings',
		eventTriggerDescription: 'Waiting for something to happen in a group',
		activationMessage: 'From now on, events in your groups start this workflow.',
		defaults: { name: '360dialog Groups Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dialog360Api', required: true }],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				path: 'webhook',
				responseMode: 'onReceived',
				// Left out, n8n answers with the literal text "firstEntryJson".
				responseData: 'noData',
				ndvHideUrl: '={{ $parameter["setUp"] !== "manual" }}',
			},
		],
		properties,
	};

	methods = { listSearch: { searchGroups } };

	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				try {
					return await checkWebhook(this);
				} catch (error) {
					throw toPublishingError(this.getNode(), error);
				}
			},
			async create(this: IHookFunctions): Promise<boolean> {
				try {
					await createWebhook(this);
					return true;
				} catch (error) {
					throw toPublishingError(this.getNode(), error);
				}
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				try {
					await deleteWebhook(this);
					return true;
				} catch (error) {
					throw toPublishingError(this.getNode(), error);
				}
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this);
	}
}
