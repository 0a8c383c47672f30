import type { Answer, ApiCall } from '../api/call';
import { NativeError } from '../errors';
import type { Readings } from '../readings';
import type { WebhookDestination } from '../types';
import { type Destinations, mainDestination } from '../webhooks/destinations';
import type { Route } from './route';
import { needBodyObject, needName, needUrl, readDestinations, readHeaders } from './webhookInput';

/** Most unique addresses of a number. */
const mostUrls = 3;

const started: Answer = { status: 200, body: { message: 'Operation started successfully' } };

/** The one refusal whose body is documented. */
function conflict(message: string): NativeError {
	return new NativeError(409, message, 'message');
}

/** The calls of `/multi_webhook`, as 360dialog's OpenAPI 1.41 describes them (reference 6.1). */
class MultiWebhookCalls {
	constructor(
		private readonly destinations: Destinations,
		private readonly readings: Readings,
	) {}

	get(): Answer {
		const body = this.destinations.multiWebhook();
		if (!body.enabled && this.readings.multiWebhookGetWhenDisabled === '409') throw notEnabled();
		return { status: 200, body };
	}

	/** Enables it, perhaps with the first destinations, or disables it, which forgets them. */
	post({ body }: ApiCall): Answer {
		const { enabled, destinations = [] } = needBodyObject(body);
		if (typeof enabled !== 'boolean') throw new NativeError(400, 'enabled must be true or false');
		if (!enabled) return this.set(undefined);
		const isEnabled = this.destinations.multiWebhook().enabled;
		if (isEnabled && this.readings.multiWebhookPostWhenEnabled === 'refused') {
			throw conflict('Multi webhook is already enabled. Use PUT to append destinations.');
		}
		return this.set(readDestinations(destinations, this.readings));
	}

	/** Appends destinations. */
	put({ body }: ApiCall): Answer {
		const present = this.needEnabled();
		const added = readDestinations(needBodyObject(body).destinations, this.readings);
		if (added.length === 0) throw new NativeError(400, 'destinations must not be empty');
		return this.set([...present, ...added]);
	}

	/** Changes the address or the headers of one destination. */
	patch({ body }: ApiCall): Answer {
		const present = this.needEnabled();
		const source = needBodyObject(body);
		const name = needName(source.name);
		if (!present.some((one) => one.name === name)) {
			throw new NativeError(404, `There is no destination called "${name}"`);
		}
		const changes = {
			...(source.url === undefined ? {} : { url: needUrl(source.url, this.readings) }),
			...(source.headers === undefined ? {} : { headers: readHeaders(source.headers) }),
		};
		return this.set(present.map((one) => (one.name === name ? { ...one, ...changes } : one)));
	}

	private needEnabled(): WebhookDestination[] {
		const { enabled, destinations } = this.destinations.multiWebhook();
		if (!enabled) throw notEnabled();
		return destinations;
	}

	private set(wanted: WebhookDestination[] | undefined): Answer {
		const names = (wanted ?? []).map(({ name }) => name);
		// The log calls the number's own webhook so; whether 360dialog minds is not known.
		const double = names.find((one, at) => one === mainDestination || names.indexOf(one) !== at);
		if (double !== undefined) throw conflict(`The destination name "${double}" is taken`);
		if (this.urlCount(wanted ?? []) > mostUrls) {
			throw conflict(`A phone number has at most ${mostUrls} unique webhook URLs`);
		}
		this.destinations.setExtras(wanted);
		return started;
	}

	private urlCount(extras: readonly WebhookDestination[]): number {
		const { main } = this.destinations;
		const counted = this.readings.multiWebhookLimit === 'with_main' && main ? [main] : [];
		return new Set([...counted, ...extras].map(({ url }) => url)).size;
	}
}

function notEnabled(): NativeError {
	return conflict('Multi webhook is not enabled for this phone number');
}

/** Extra webhook destinations, where the number has them at all (reference 6.1). */
export function multiWebhookRoutes(destinations: Destinations, readings: Readings): Route[] {
	const url = '/multi_webhook';
	const calls = new MultiWebhookCalls(destinations, readings);
	const ifAvailable = (handle: (call: ApiCall) => Answer) => (call: ApiCall) => {
		if (readings.multiWebhook === 'absent') throw new NativeError(404, 'Not found');
		return handle(call);
	};
	return [
		{ method: 'GET', url, handle: ifAvailable(() => calls.get()) },
		{ method: 'POST', url, handle: ifAvailable((call) => calls.post(call)) },
		{ method: 'PUT', url, handle: ifAvailable((call) => calls.put(call)) },
		{ method: 'PATCH', url, handle: ifAvailable((call) => calls.patch(call)) },
	];
}
