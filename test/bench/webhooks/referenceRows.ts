import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { WorkflowFile } from '../../n8n/workflowFile';
import type { Host } from '../host';
import { joinRequestDelivery } from './deliveries';
import { ACCEPTED, type Row, type Target, WARM_UPS } from './row';
import { triggered } from './workflows';

/** The package with the trigger of `plainTrigger`. */
export const PLAIN_PACKAGE = join(__dirname, '..', 'plainTrigger');

/** The row that the others are compared with. */
export const REFERENCE = 'plainTrigger';

async function publishAt(host: Host, workflow: WorkflowFile, path: string): Promise<Target> {
	const { client } = host;
	const stored = await client.importWorkflow(workflow);
	await client.publish(stored);
	return {
		workflowId: stored.id,
		url: `${client.url}/webhook/${path}`,
		warmUp: (number) => joinRequestDelivery(number),
		measured: (number) => joinRequestDelivery(WARM_UPS + number),
	};
}

/** n8n's own Webhook node, answering before the workflow has ended. */
const webhookNode: Row = {
	key: 'A',
	id: 'webhookNode',
	title: "n8n's Webhook node",
	warmUp: ACCEPTED,
	measured: ACCEPTED,
	async setUp(host) {
		const path = randomUUID();
		const parameters = { httpMethod: 'POST', path, responseMode: 'onReceived', options: {} };
		const workflow = triggered(webhookNode.title, {
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			parameters,
		});
		return await publishAt(host, workflow, path);
	},
};

const plainTrigger: Row = {
	key: 'B',
	id: REFERENCE,
	title: 'a plain trigger',
	warmUp: ACCEPTED,
	measured: ACCEPTED,
	async setUp(host) {
		const workflow = triggered(plainTrigger.title, {
			type: 'n8n-nodes-bench-plain.plainTrigger',
			parameters: {},
		});
		const webhookId = String(workflow.nodes[0]?.webhookId);
		return await publishAt(host, workflow, `${webhookId}/webhook`);
	},
};

/** What people have without this package. */
export const REFERENCE_ROWS: readonly Row[] = [webhookNode, plainTrigger];
