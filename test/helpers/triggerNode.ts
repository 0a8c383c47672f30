import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeParameters,
} from 'n8n-workflow';

import { Dialog360Api } from '../../credentials/Dialog360Api.credentials';
import { forgetCredentials } from '../../nodes/Dialog360Groups/webhook/recentCredential';
import { Dialog360GroupsTrigger } from '../../nodes/Dialog360Groups/Dialog360GroupsTrigger.node';
import type { Sandbox } from '../sandbox/types';
import { createTriggerHarness } from './triggerHarness';
import type { Received, TriggerHarness, WebhookRequest } from './triggerHarness';

const TYPE = 'n8n-nodes-360dialog-groups.dialog360GroupsTrigger';

export interface TriggerOptions {
	api: { url: string; apiKey: string };
	parameters?: INodeParameters;
	/** More of the credential; what is changed in it later, n8n has then as well. */
	credential?: ICredentialDataDecryptedObject;
	/** Differs between triggers, and stays when a node is renamed. */
	webhookId?: string;
	name?: string;
	/** n8n's address. */
	n8nUrl?: string;
}

/** A workflow that begins with our trigger, as n8n has it right after its start. */
export function createTrigger({
	api,
	parameters = {},
	credential = {},
	webhookId = '6f1a4c9e-0d5b-4c7e-9a57-3f2f3e1b7a10',
	name = 'Trigger',
	n8nUrl = 'https://n8n.example.org',
}: TriggerOptions): TriggerHarness {
	forgetCredentials();
	Object.assign(credential, { apiKey: api.apiKey, baseUrl: api.url, ...credential });
	const node: INode = {
		id: 'trigger',
		name,
		type: TYPE,
		typeVersion: 1,
		position: [0, 0],
		webhookId,
		parameters: { events: ['*'], ...parameters },
		credentials: { dialog360Api: { id: '1', name: '360dialog' } },
	};
	return createTriggerHarness(
		{
			workflow: { nodes: [node], connections: {} },
			nodes: { [TYPE]: new Dialog360GroupsTrigger() },
			credentialTypes: { dialog360Api: new Dialog360Api() },
			credentials: { dialog360Api: credential },
			n8nUrl,
		},
		name,
	);
}

/** What n8n does when a workflow is published: it repeats on failure, which tests do themselves. */
export async function publish(trigger: TriggerHarness, { isTest = false } = {}): Promise<void> {
	if (await trigger.hook('checkExists', { isTest })) return;
	const [created] = await Promise.allSettled([trigger.hook('create', { isTest })]);
	if (created.status === 'fulfilled') return;
	await trigger.hook('delete', { isTest });
	throw created.reason;
}

/** Delivers a body with the headers that the sandbox was given. */
export async function deliver(
	trigger: TriggerHarness,
	sandbox: Pick<Sandbox, 'webhookConfig'>,
	body: unknown,
	request: Partial<WebhookRequest> = {},
): Promise<Received> {
	const headers = Object.entries(sandbox.webhookConfig()?.headers ?? {});
	const lowerCase = Object.fromEntries(
		headers.map(([header, value]) => [header.toLowerCase(), value]),
	);
	const withType = { 'content-type': 'application/json', ...lowerCase };
	return await trigger.receive({ body, headers: withType, ...request });
}

/** The items that start an execution; none without one. */
export function startedWith({ result }: Received): IDataObject[] {
	return (result.workflowData ?? []).flat().map(({ json }) => json);
}
