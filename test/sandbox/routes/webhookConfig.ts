import { type Answer, type ApiCall } from '../api/call';
import { NativeError } from '../errors';
import { isRecord } from '../input';
import type { Readings } from '../readings';
import type { Destinations } from '../webhooks/destinations';
import type { Route } from './route';
import { readWebhookConfig } from './webhookInput';

function get(destinations: Destinations): Answer {
	const { main } = destinations;
	if (main === undefined) throw new NativeError(404, 'Webhook not found');
	return { status: 200, body: { ...main } };
}

function set(destinations: Destinations, readings: Readings, { body }: ApiCall): Answer {
	if (readings.webhookRemoval === 'empty_url' && isRecord(body) && body.url === '') {
		destinations.main = undefined;
		return { status: 200, body: { url: '', headers: {} } };
	}
	const config = readWebhookConfig(body, readings);
	destinations.main = config;
	return { status: 200, body: { ...config } };
}

function remove(destinations: Destinations, readings: Readings): Answer {
	switch (readings.webhookRemoval) {
		case 'empty_url':
			throw new NativeError(403, 'Path is blocked');
		case 'impossible':
			throw new NativeError(405, 'Method not allowed');
		case 'delete':
			if (destinations.main === undefined) throw new NativeError(404, 'Webhook not found');
			destinations.main = undefined;
			return { status: 204 };
	}
}

/**
 * Reads and, without a word, replaces the one webhook address of the number (reference 6.1). How it
 * can be taken away is documented nowhere: all that is done here about it, with its statuses, is
 * guessed, and depends on the reading `webhookRemoval`.
 */
export function webhookConfigRoutes(destinations: Destinations, readings: Readings): Route[] {
	const url = '/v1/configs/webhook';
	return [
		{ method: 'GET', url, handle: () => get(destinations) },
		{ method: 'POST', url, handle: (call) => set(destinations, readings, call) },
		{ method: 'DELETE', url, handle: () => remove(destinations, readings) },
	];
}
