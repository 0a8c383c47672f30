import { asArray, asObject, type JsonObject } from '../../n8n/json';
import type { RecordedDelivery, Sandbox } from '../../sandbox/types';

/** Puts what several deliveries tell into one. */
export function together(deliveries: readonly RecordedDelivery[]): JsonObject {
	const bodies = deliveries.map(({ payload }) => asObject(payload, 'a webhook'));
	return { ...bodies[0], entry: bodies.flatMap(({ entry }) => asArray(entry, 'entries')) };
}

/** Sends everything again that was ever sent. */
export async function redeliverAll(sandbox: Sandbox): Promise<void> {
	const numbers = sandbox.webhooks
		.find({ state: 'delivered' })
		.filter(({ redelivery }) => !redelivery)
		.map(({ number }) => number);
	expect(numbers).not.toHaveLength(0);
	for (const number of numbers) sandbox.redeliver(number);
	await sandbox.settled();
	expect(sandbox.webhooks.count({ state: 'delivered' })).toBeGreaterThanOrEqual(2 * numbers.length);
}
