import { NativeError } from '../errors';
import type { LocalSandbox } from '../localSandbox';
import { readDestinations, readWebhookConfig } from '../routes/webhookInput';
import type { DeliveryState, RecordedDelivery, RecordedRequest, RequestFilter } from '../types';
import type { Actions } from './action';
import { needObject, NotThere, optionalString, queryNumber, WrongInput } from './input';

function readFilter(query: Record<string, unknown>): RequestFilter {
	const method = optionalString(query, 'method');
	const path = optionalString(query, 'path');
	const pattern = optionalString(query, 'pattern');
	const filter: RequestFilter = {};
	if (method !== undefined) filter.method = method;
	if (path !== undefined) filter.path = path;
	if (pattern !== undefined) filter.path = new RegExp(pattern);
	if (query.status !== undefined) filter.status = queryNumber(query, 'status', 0);
	return filter;
}

/** A record without what may be long. */
function brief(request: RecordedRequest): RecordedRequest {
	const copy = { ...request };
	delete copy.answer;
	delete copy.body;
	return copy;
}

/** The names of the groups that still exist, by id. */
function subjectsOf(
	deliveries: readonly RecordedDelivery[],
	{ world }: LocalSandbox,
): Record<string, string> {
	const subjects: Record<string, string> = {};
	for (const { groupId } of deliveries) {
		const group = groupId === undefined ? undefined : world.store.get(groupId);
		if (group !== undefined) subjects[group.id] = group.subject;
	}
	return subjects;
}

/** Turns the API's refusals into the control's. */
function orWrongInput<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw error instanceof NativeError ? new WrongInput(error.message) : error;
	}
}

const deliveryStates: readonly DeliveryState[] = ['waiting', 'delivered', 'given_up', 'no_url'];

/** Shows what was recorded, and where webhooks go. */
export function logActions(sandbox: LocalSandbox): Actions {
	const { requests, webhooks } = sandbox;
	const needDelivery = (number: string) => {
		const record = webhooks.get(Number(number));
		if (record === undefined) throw new NotThere('There is no such webhook');
		return record.number;
	};
	return {
		'GET /requests': ({ query }) => {
			const found = requests.find(readFilter(query));
			const newest = found.slice(-queryNumber(query, 'limit', 100));
			return { total: found.length, requests: query.full === '1' ? newest : newest.map(brief) };
		},
		'GET /requests/:number': ({ param }) => {
			const wanted = Number(param('number'));
			const record = requests.all().find((one) => one.number === wanted);
			if (record === undefined) throw new NotThere('There is no such request');
			return record;
		},
		'DELETE /requests': () => {
			requests.clear();
			sandbox.changes.notify();
		},
		'GET /webhooks': ({ query }) => {
			const field = optionalString(query, 'field');
			const type = optionalString(query, 'type');
			const groupId = optionalString(query, 'groupId');
			const destination = optionalString(query, 'destination');
			const state = deliveryStates.find((one) => one === query.state);
			const found = webhooks.find({ field, type, groupId, state, destination });
			const newest = found.slice(-queryNumber(query, 'limit', 100));
			return { total: found.length, webhooks: newest, subjects: subjectsOf(newest, sandbox) };
		},
		'POST /webhooks/deliver': ({ body }) => {
			if (body === undefined) throw new WrongInput('The body is missing');
			return { number: sandbox.deliver(body) };
		},
		'POST /webhooks/:number/redeliver': ({ param }) => {
			const number = needDelivery(param('number'));
			return { number: sandbox.redeliver(number) };
		},
		'POST /webhooks/:number/retry': ({ param }) => {
			sandbox.retryNow(needDelivery(param('number')));
		},
		'DELETE /webhooks': () => {
			webhooks.clear();
			sandbox.changes.notify();
		},
		'GET /webhook-config': () => sandbox.webhookConfig() ?? null,
		'PUT /webhook-config': ({ body }) => {
			const config = orWrongInput(() => readWebhookConfig(body, sandbox.readings));
			sandbox.configureWebhook(config);
			return sandbox.webhookConfig();
		},
		'DELETE /webhook-config': () => sandbox.configureWebhook(undefined),
		'GET /multi-webhook': () => sandbox.multiWebhook(),
		'PUT /multi-webhook': ({ body }) => {
			const { destinations } = needObject(body);
			const wanted = orWrongInput(() => readDestinations(destinations, sandbox.readings));
			sandbox.configureMultiWebhook(wanted);
			return sandbox.multiWebhook();
		},
		'DELETE /multi-webhook': () => sandbox.configureMultiWebhook(undefined),
	};
}
