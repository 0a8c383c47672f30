import type { Credential } from '../api/credential';
import type { TriggerState } from './triggerState';
import { acceptedFingerprints } from './triggerState';
import { WEBHOOK_HEADER, fingerprint, isSameText, isSignedBy, secretOf } from './secrets';
import type { Owner } from './secrets';

const SIGNATURE_HEADER = 'x-360dialog-signature';

export interface Delivery {
	/** Names in lower case. */
	headers: Readonly<Record<string, string | string[] | undefined>>;
	/** The body as it came; `undefined` where n8n does not keep it (multipart). */
	rawBody: Uint8Array | undefined;
}

export interface Expectation {
	credential: Credential;
	/** `undefined` for a webhook that a person registered by hand. */
	owner: Owner | undefined;
	state: TriggerState;
	now: Date;
}

/**
 * Whether a delivery comes from 360dialog. It has to carry the secret header: ours, also an earlier one for as long as
 * deliveries with it may be on their way, or the one of the credential where the webhook was registered by hand. With
 * a signing secret in the credential it has to be signed as well.
 */
export function isAuthentic(delivery: Delivery, expectation: Expectation): boolean {
	const { webhookSecret, signingSecret } = expectation.credential;
	const isSigned = signingSecret !== undefined && isSigned360(delivery, signingSecret);
	if (signingSecret !== undefined && !isSigned) return false;
	if (expectation.owner) return hasOwnSecret(delivery, expectation.owner, expectation);
	if (webhookSecret !== undefined) return hasSecret(delivery, webhookSecret);
	return isSigned;
}

function hasOwnSecret(delivery: Delivery, owner: Owner, { state, now }: Expectation): boolean {
	const given = fingerprint(textOf(delivery, WEBHOOK_HEADER));
	// Without a key, anybody could work the secret out.
	const current = owner.apiKey === '' ? [] : [fingerprint(secretOf(owner))];
	const accepted = [...current, ...acceptedFingerprints(state, now)];
	return accepted.filter((print) => isSameText(print, given)).length > 0;
}

/** Node.js reads headers as Latin-1, senders may mean UTF-8. */
function hasSecret(delivery: Delivery, secret: string): boolean {
	const given = textOf(delivery, WEBHOOK_HEADER);
	const meant = Buffer.from(given, 'latin1').toString('utf8');
	return [given, meant].filter((text) => isSameText(text, secret)).length > 0;
}

function isSigned360({ headers, rawBody }: Delivery, secret: string): boolean {
	const signature = headers[SIGNATURE_HEADER];
	return rawBody !== undefined && typeof signature === 'string'
		? isSignedBy(secret, rawBody, signature)
		: false;
}

function textOf({ headers }: Delivery, name: string): string {
	const value = headers[name.toLowerCase()];
	return typeof value === 'string' ? value : '';
}
