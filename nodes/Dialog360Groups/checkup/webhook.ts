import { MOST_WEBHOOKS } from '../api/webhooks';
import { SET_ADDRESS, addressFault } from '../webhook/address';
import { receiverOf } from '../webhook/receiver';
import type { Receiver } from '../webhook/receiver';
import { fromFailure } from './account';
import { registeredIn } from './facts';
import type { Facts } from './facts';
import type { Finding } from './finding';

/** Where the events of the number go. Addresses are shown without their path, which may hold secrets. */
export interface Destination {
	/** `undefined` for the webhook of the number itself. */
	name?: string;
	origin: string;
	receiver: Receiver;
}

const PUBLISH =
	'Publish a workflow that begins with the 360dialog Groups Trigger; it registers itself.';
const PUBLISH_AGAIN = 'Unpublish the workflow with the trigger, and publish it again.';
const CHOOSE =
	"To have events here as well, choose 'Replace It' in 'If Another System Has the Webhook' of the trigger, or ask 360dialog for multiple webhooks.";

const NOT_KNOWN =
	'Whether triggers of this n8n get events through an extra destination is not known.';

/** The webhook of the number and its extra destinations, in the order in which they are served. */
export function destinationsOf({ webhook, extras, home }: Facts): Destination[] {
	return [webhook, extras].flatMap(registeredIn).map((one) => ({
		...(one.name === undefined ? {} : { name: one.name }),
		origin: originOf(one.url),
		receiver: receiverOf(one, home),
	}));
}

export function webhookFindings(facts: Facts): Finding[] {
	const { webhook, extras, home } = facts;
	if ('failure' in webhook)
		return [fromFailure('webhook', webhook.failure, 'Where events go is not known.')];
	const main = {
		origin: originOf(webhook.value?.url ?? ''),
		receiver: receiverOf(webhook.value, home),
	};
	const isTaken = main.receiver !== 'nobody';
	const destinations = destinationsOf(facts);
	const isReached = destinations.some(({ receiver }) => REACHED.includes(receiver));
	// 360dialog serves extra destinations only after the webhook of the number has taken a delivery.
	const isServed = isTaken && !SILENT.includes(main.receiver);
	const ours = destinations.find(({ receiver }) => OUT_OF_ORDER.includes(receiver));
	return [
		...(isReached && isServed ? [] : receiverFindings((isTaken && ours) || main, extras)),
		...facts.unpublished.map(() => UNPUBLISHED),
		...addressFindings(facts),
		...(isTaken && destinations.length >= MOST_WEBHOOKS ? [ALL_TAKEN] : []),
	];
}

const REACHED: readonly Receiver[] = ['thisN8n', 'thisN8nByHand'];
/** Where nobody is expected to take what is delivered. */
const SILENT: readonly Receiver[] = ['thisN8nMoved', 'thisN8nTest'];
const OUT_OF_ORDER: readonly Receiver[] = [...SILENT, 'thisN8nUnlocked'];

const UNPUBLISHED: Finding = {
	severity: 'problem',
	area: 'webhook',
	message: 'The webhook leads to a trigger of this n8n that is not published',
	meaning: 'Events are lost.',
	howToFix: 'Publish the workflow with that trigger.',
};

const ALL_TAKEN: Finding = {
	severity: 'info',
	area: 'webhook',
	message: `All ${MOST_WEBHOOKS} webhooks that a number can have are taken`,
	meaning: 'Another trigger, or listening for a test event, finds no place beside them.',
	howToFix: 'Nothing has to be done. Unpublish a trigger if its place is needed.',
};

/** @param destination why events don't get to a trigger of this n8n */
function receiverFindings({ origin, receiver }: Destination, extras: Facts['extras']): Finding[] {
	const hasExtras = 'value' in extras && (extras.value?.destinations.length ?? 0) > 0;
	const isOthers = receiver === 'otherN8n' || receiver === 'otherSystem';
	if (isOthers && 'failure' in extras) return [fromFailure('webhook', extras.failure, NOT_KNOWN)];
	const finding = (
		severity: Finding['severity'],
		message: string,
		meaning: string,
		howToFix: string,
	): Finding[] => [{ severity, area: 'webhook', message, meaning, howToFix }];
	switch (receiver) {
		case 'thisN8n':
		case 'thisN8nByHand':
			return [];
		case 'nobody':
			return hasExtras
				? finding(
						'problem',
						'The number has extra destinations, but no webhook of its own',
						'360dialog sends events to extra destinations only after the webhook of the number has taken them, so nobody gets any.',
						PUBLISH,
					)
				: finding(
						'warning',
						'No webhook is registered for this number',
						'Nobody gets to know of join requests, messages and other events.',
						PUBLISH,
					);
		case 'thisN8nTest':
			return finding(
				'warning',
				'The webhook is that of listening for a test event',
				'When nobody listens, events are lost.',
				`Wait until the listening ends, or stop it in the editor. ${PUBLISH} If you entered the address by hand, take the Production URL of the trigger instead.`,
			);
		case 'thisN8nMoved':
			return finding(
				'problem',
				`The webhook leads to ${origin}, where this n8n is not any more`,
				'Events do not arrive here.',
				PUBLISH_AGAIN,
			);
		case 'thisN8nUnlocked':
			return finding(
				'problem',
				'The webhook leads to this n8n, but without the secret of a 360dialog Groups Trigger',
				'The trigger turns away what comes without it. That happens after the API key was changed, or if the address was entered by hand.',
				`${PUBLISH_AGAIN} If it is the webhook of another node, it gets the events, not the trigger.`,
			);
		case 'otherN8n':
			return finding(
				'warning',
				`Events go to a 360dialog Groups Trigger in another n8n, at ${origin}`,
				'Triggers of this n8n get none.',
				CHOOSE,
			);
		case 'otherSystem':
			return finding(
				'warning',
				`Events go to another system, at ${origin}`,
				'Triggers of this n8n get none.',
				CHOOSE,
			);
	}
}

/** What keeps 360dialog from delivering to what is registered, or else to this n8n. */
function addressFindings({ webhook, extras, home, apiUrl }: Facts): Finding[] {
	const registered = [webhook, extras].flatMap(registeredIn);
	const inUse = registered.filter((one) => receiverOf(one, home) !== 'nobody');
	const urls = new Set(inUse.map(({ url }) => url));
	const found = [...urls].flatMap((url): Finding[] => {
		const fault = addressFault(url, apiUrl);
		if (fault === undefined) return [];
		const isHere = originOf(url) === home.origin;
		return [
			{
				severity: 'problem',
				area: 'webhook',
				message: `360dialog can't deliver to the registered address ${originOf(url)}: it ${fault}`,
				meaning: 'Events are lost.',
				howToFix: isHere
					? `${SET_ADDRESS} Then unpublish the workflow with the trigger, and publish it again.`
					: 'Let that system register another address, or publish a workflow with the 360dialog Groups Trigger here.',
			},
		];
	});
	const isRegistered = [...urls].some((url) => originOf(url) === home.origin);
	const fault = isRegistered ? undefined : addressFault(home.origin, apiUrl);
	if (fault === undefined) return found;
	return [
		...found,
		{
			severity: 'warning',
			area: 'webhook',
			message: `360dialog can't deliver to this n8n: its address ${home.origin} ${fault}`,
			meaning: 'A trigger in this n8n can not be published.',
			howToFix: SET_ADDRESS,
		},
	];
}

function originOf(url: string): string {
	return URL.canParse(url) ? new URL(url).origin : 'an address that is not a web address';
}
