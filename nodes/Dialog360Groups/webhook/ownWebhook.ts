import type { IHookFunctions } from 'n8n-workflow';

import type { Credential } from '../api/credential';
import type { ExtraWebhook, Webhook } from '../api/webhooks';
import { WEBHOOK_HEADER, fingerprint, isSameText, secretOf } from './secrets';
import type { Owner, Purpose } from './secrets';

/** What a trigger registers, and what it recognises itself by. */
export interface OwnWebhook extends ExtraWebhook {
	purpose: Purpose;
	secret: string;
	/** Of the trigger's other webhook: the published one while listening for a test event, and the other way round. */
	twinSecret: string;
	/** Fingerprints of secrets that this trigger had before. */
	formerFingerprints: readonly string[];
}

/** Who a registered webhook belongs to, as a trigger sees it. */
export type Ownership =
	/** Nothing is registered, or nothing that anybody uses any more. */
	| 'nobody'
	/** Our address with our secret. */
	| 'ours'
	/** Our address, but the header was lost or is an earlier one. */
	| 'oursStale'
	/** Our secret at another address: n8n has moved, or this is a copy of the whole n8n. */
	| 'oursElsewhere'
	/** The other webhook of the same trigger. */
	| 'twin'
	/** Listening for a test event in another workflow of this n8n. */
	| 'listener'
	/** Another trigger of this package, here or in another n8n. */
	| 'sibling'
	/** Another system. */
	| 'foreign';

/** In place of a secret: nobody is behind this address any more, where 360dialog lets no webhook be removed. */
export const GIVEN_UP = 'given-up';

type Place = Pick<IHookFunctions, 'getNode' | 'getWorkflow' | 'getInstanceId'>;

/** What a trigger's secrets are made from. */
export function ownerOf(context: Place, { apiKey }: Credential, purpose: Purpose): Owner {
	return { apiKey, instanceId: context.getInstanceId(), triggerId: triggerIdOf(context), purpose };
}

/** Stays the same when the node is renamed, and differs between triggers. */
function triggerIdOf(context: Pick<Place, 'getNode' | 'getWorkflow'>): string {
	const { id, webhookId } = context.getNode();
	return webhookId ?? `${context.getWorkflow().id ?? ''}/${id}`;
}

/** Whose events are remembered together in this n8n process. */
export function memoryIdOf(context: Pick<Place, 'getNode' | 'getWorkflow'>): string {
	return `${context.getWorkflow().id ?? ''} ${triggerIdOf(context)}`;
}

export function ownWebhook(
	url: string,
	owner: Owner,
	formerFingerprints: readonly string[],
): OwnWebhook {
	const secret = secretOf(owner);
	const twin: Purpose = owner.purpose === 'test' ? 'production' : 'test';
	return {
		url,
		headers: { [WEBHOOK_HEADER]: secret },
		name: nameOf(owner),
		purpose: owner.purpose,
		secret,
		twinSecret: secretOf({ ...owner, purpose: twin }),
		formerFingerprints,
	};
}

export function ownershipOf(registered: Webhook | undefined, own: OwnWebhook): Ownership {
	if (!registered) return 'nobody';
	const isOurAddress = registered.url === own.url;
	const secret = headerOf(registered, WEBHOOK_HEADER);
	if (secret === undefined) return isOurAddress ? 'oursStale' : 'foreign';
	if (secret === GIVEN_UP) return 'nobody';
	if (isSameText(secret, own.twinSecret)) return 'twin';
	const isOurSecret = isSameText(secret, own.secret);
	if (isOurAddress) return isOurSecret ? 'ours' : 'oursStale';
	const wasOurSecret = own.formerFingerprints.includes(fingerprint(secret));
	if (isOurSecret || wasOurSecret) return 'oursElsewhere';
	return isTestAddress(registered.url) && isSameN8n(registered, own) ? 'listener' : 'sibling';
}

/** n8n's usual address for listening to test events. */
export function isTestAddress(url: string): boolean {
	return url.includes('/webhook-test/');
}

/** Whether two webhooks lead to the same n8n. */
export function isSameN8n(one: Webhook, other: Webhook): boolean {
	const origins = [one, other].map(({ url }) => (URL.canParse(url) ? new URL(url).origin : url));
	return origins[0] === origins[1];
}

/** A destination is recognised by its name as well, which no other trigger has. */
export function isOwnDestination(registered: ExtraWebhook, own: OwnWebhook): boolean {
	const isOurs = ['ours', 'oursStale', 'oursElsewhere'].includes(ownershipOf(registered, own));
	return isOurs || registered.name === own.name;
}

function nameOf({ instanceId, triggerId, purpose }: Owner): string {
	return `n8n-${fingerprint(`${instanceId} ${triggerId}`).slice(0, 12)}-${purpose}`;
}

/** Proxies and servers write header names as they like. */
export function headerOf({ headers }: Webhook, name: string): string | undefined {
	const wanted = name.toLowerCase();
	return Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
