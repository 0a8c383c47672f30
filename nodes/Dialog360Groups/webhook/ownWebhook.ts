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
	/** Nothing is registered. */
	| 'nobody'
	/** Our address with our secret. */
	| 'ours'
	/** Ours, but it can't be used as it is: the address of n8n or the secret has changed, or the header was lost. */
	| 'oursStale'
	/** The other webhook of the same trigger. */
	| 'twin'
	/** Another trigger of this package, here or in another n8n. */
	| 'sibling'
	/** Another system. */
	| 'foreign';

type Place = Pick<IHookFunctions, 'getNode' | 'getWorkflow' | 'getInstanceId'>;

/** What a trigger's secrets are made from. */
export function ownerOf(context: Place, { apiKey }: Credential, purpose: Purpose): Owner {
	return { apiKey, instanceId: context.getInstanceId(), triggerId: triggerIdOf(context), purpose };
}

/** Stays the same when the node is renamed, and differs between triggers. */
export function triggerIdOf(context: Pick<Place, 'getNode' | 'getWorkflow'>): string {
	const { id, webhookId } = context.getNode();
	return webhookId ?? `${context.getWorkflow().id ?? ''}/${id}`;
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
	const secret = headerOf(registered, WEBHOOK_HEADER);
	if (secret !== undefined && isSameText(secret, own.twinSecret)) return 'twin';
	const isCurrent = secret !== undefined && isSameText(secret, own.secret);
	const isAtOurAddress = registered.url === own.url;
	if (isCurrent && isAtOurAddress) return 'ours';
	if (isCurrent || isAtOurAddress) return 'oursStale';
	if (secret === undefined) return 'foreign';
	return own.formerFingerprints.includes(fingerprint(secret)) ? 'oursStale' : 'sibling';
}

export function isOwned(registered: Webhook | undefined, own: OwnWebhook): boolean {
	return ['ours', 'oursStale'].includes(ownershipOf(registered, own));
}

/** A destination is recognised by its name as well, which no other trigger has. */
export function isOwnDestination(registered: ExtraWebhook, own: OwnWebhook): boolean {
	return registered.name === own.name || isOwned(registered, own);
}

function nameOf({ instanceId, triggerId, purpose }: Owner): string {
	return `n8n-${fingerprint(`${instanceId} ${triggerId}`).slice(0, 12)}-${purpose}`;
}

/** Proxies and servers write header names as they like. */
export function headerOf({ headers }: Webhook, name: string): string | undefined {
	const wanted = name.toLowerCase();
	return Object.entries(headers).find(([key]) => key.toLowerCase() === wanted)?.[1];
}
