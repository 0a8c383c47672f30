import type { Webhook } from '../api/webhooks';
import { GIVEN_UP, headerOf, isTestAddress } from './ownWebhook';
import { WEBHOOK_HEADER, isSameText, secretOf } from './secrets';
import type { Purpose } from './secrets';

/** The n8n that looks at a registered webhook. */
export interface Home {
	/** Of the addresses of its webhooks, e.g. https://n8n.example.org */
	origin: string;
	/** Below which its webhooks are, without a slash at its end: other systems may be on the same host. */
	path?: string;
	instanceId: string;
	apiKey: string;
	/** Of webhooks that were registered by hand. */
	webhookSecret?: string;
	/** Without a secret header, a signature may be what lets deliveries in. */
	signingSecret?: string;
}

/** Who gets what is delivered to a registered webhook. */
export type Receiver =
	/** Nothing is registered, or nothing that anybody uses any more. */
	| 'nobody'
	/** A trigger of this n8n. */
	| 'thisN8n'
	/** A trigger of this n8n, registered by hand. */
	| 'thisN8nByHand'
	/** A trigger of this n8n that listens, or listened, for a test event. */
	| 'thisN8nTest'
	/** A trigger of this n8n, at an address that n8n does not have any more. */
	| 'thisN8nMoved'
	/** This n8n, but with another secret than its trigger has now, or with none. */
	| 'thisN8nUnlocked'
	/** A trigger of this package in another n8n. */
	| 'otherN8n'
	| 'otherSystem';

export function receiverOf(registered: Webhook | undefined, home: Home): Receiver {
	if (!registered) return 'nobody';
	const secret = headerOf(registered, WEBHOOK_HEADER);
	if (secret === GIVEN_UP) return 'nobody';
	const isHere = URL.canParse(registered.url) && new URL(registered.url).origin === home.origin;
	if (secret === undefined) {
		if (!isHere || !new URL(registered.url).pathname.startsWith(`${home.path ?? ''}/`))
			return 'otherSystem';
		return home.signingSecret === undefined ? 'thisN8nUnlocked' : byHand(registered);
	}
	const purpose = purposeOfSecret(registered.url, secret, home);
	if (purpose === 'test') return 'thisN8nTest';
	if (purpose === 'production') return isHere ? 'thisN8n' : 'thisN8nMoved';
	if (!isHere) return 'otherN8n';
	const isByHand = home.webhookSecret !== undefined && isSameText(secret, home.webhookSecret);
	return isByHand ? byHand(registered) : 'thisN8nUnlocked';
}

function byHand({ url }: Webhook): Receiver {
	return isTestAddress(url) ? 'thisN8nTest' : 'thisN8nByHand';
}

/** n8n puts the ID of a trigger into the address of its webhook, and the secret is made from it. */
function purposeOfSecret(url: string, secret: string, home: Home): Purpose | undefined {
	const parts = URL.canParse(url) ? new URL(url).pathname.split('/').filter(Boolean) : [];
	const purposes: readonly Purpose[] = isTestAddress(url)
		? ['test', 'production']
		: ['production', 'test'];
	return purposes.find((purpose) =>
		parts.some((triggerId) => isSameText(secret, secretOf({ ...home, triggerId, purpose }))),
	);
}
