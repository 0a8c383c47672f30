import { CREDENTIAL_TYPE } from '../../n8n/examples';
import { HelpfulError } from '../../n8n/helpfulError';
import type { JsonObject } from '../../n8n/json';
import { startSandbox } from '../../sandbox';
import type { WebhookConfig } from '../../sandbox/types';
import type { Cleanup } from '../cleanup';
import type { Host } from '../host';
import { DELIVERED_EVENT, joinRequestDelivery } from './deliveries';
import { ACCEPTED, IGNORED, REFUSED, type Row, type Target, WARM_UPS } from './row';
import { eventOtherThan, otherAcknowledgement, TRIGGER } from './triggerOptions';
import { triggered } from './workflows';

interface Published extends WebhookConfig {
	workflowId: string;
}

/** Publishes a workflow with our trigger, which registers itself with a sandbox of its own. */
async function publishTrigger(
	{ client }: Host,
	cleanup: Cleanup,
	{ key, title }: Row,
	parameters: JsonObject,
): Promise<Published> {
	const sandbox = await startSandbox({ apiKey: `bench-key-${key}` });
	cleanup.add(() => sandbox.close());
	const credential = await client.createCredential({
		name: title,
		type: CREDENTIAL_TYPE,
		data: { apiKey: sandbox.apiKey, baseUrl: sandbox.url },
	});
	const credentials = { [CREDENTIAL_TYPE]: credential };
	const workflow = triggered(title, { type: TRIGGER, parameters, credentials });
	const stored = await client.importWorkflow(workflow);
	await client.publish(stored);
	const config = sandbox.webhookConfig();
	if (!config) throw new HelpfulError(`${key} (${title}) was published, and registered no webhook`);
	return { workflowId: stored.id, ...config };
}

/** Sends every delivery as 360dialog does, and none of them twice. */
function distinctDeliveries({ workflowId, url, headers }: Published): Target {
	return {
		workflowId,
		url,
		warmUp: (number) => joinRequestDelivery(number, headers),
		measured: (number) => joinRequestDelivery(WARM_UPS + number, headers),
	};
}

const accepted: Row = {
	key: 'C',
	id: 'trigger.accepted',
	title: 'our trigger',
	warmUp: ACCEPTED,
	measured: ACCEPTED,
	async setUp(host, cleanup) {
		return distinctDeliveries(await publishTrigger(host, cleanup, accepted, {}));
	},
};

const otherwiseAcknowledged: Row = {
	key: 'D',
	id: 'trigger.otherAcknowledgement',
	title: 'our trigger, acknowledging the other way',
	warmUp: ACCEPTED,
	measured: ACCEPTED,
	async setUp(host, cleanup) {
		const parameters = { options: { acknowledge: await otherAcknowledgement(host) } };
		const published = await publishTrigger(host, cleanup, otherwiseAcknowledged, parameters);
		return distinctDeliveries(published);
	},
};

const filtered: Row = {
	key: 'E',
	id: 'trigger.filtered',
	title: 'our trigger, event not wanted',
	warmUp: IGNORED,
	measured: IGNORED,
	async setUp(host, cleanup) {
		const parameters = { events: [await eventOtherThan(host, DELIVERED_EVENT)] };
		return distinctDeliveries(await publishTrigger(host, cleanup, filtered, parameters));
	},
};

/** What is measured are copies of what the warm-up sent. */
const duplicate: Row = {
	key: 'F',
	id: 'trigger.duplicate',
	title: 'our trigger, delivered again',
	warmUp: ACCEPTED,
	measured: IGNORED,
	async setUp(host, cleanup) {
		const target = distinctDeliveries(await publishTrigger(host, cleanup, duplicate, {}));
		return { ...target, measured: (number) => target.warmUp(number % WARM_UPS) };
	},
};

const forged: Row = {
	key: 'G',
	id: 'trigger.forged',
	title: 'our trigger, wrong secret',
	warmUp: REFUSED,
	measured: REFUSED,
	async setUp(host, cleanup) {
		const published = await publishTrigger(host, cleanup, forged, {});
		const headers = Object.fromEntries(
			Object.entries(published.headers).map(([name, value]) => [name, 'x'.repeat(value.length)]),
		);
		return distinctDeliveries({ ...published, headers });
	},
};

/** This package's trigger, with everything that can come of a delivery. */
export const TRIGGER_ROWS: readonly Row[] = [
	accepted,
	otherwiseAcknowledged,
	filtered,
	duplicate,
	forged,
];
