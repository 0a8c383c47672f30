import { createHash, createHmac, timingSafeEqual } from 'crypto';

/** The header that shows a delivery to come from 360dialog. */
export const WEBHOOK_HEADER = 'X-N8n-Webhook-Secret';

/** Which of n8n's two webhooks of a trigger: the one of the published workflow, or the one of "Listen for test event". */
export type Purpose = 'production' | 'test';

/** What a secret belongs to. */
export interface Owner {
	apiKey: string;
	/** Tells one n8n from another, so that a copy of a workflow elsewhere has another secret. */
	instanceId: string;
	/** Tells one trigger from another; stays when the node is renamed. */
	triggerId: string;
	purpose: Purpose;
}

/**
 * The value of the header, in hexadecimal: 360dialog's words on underscores can be read so that they concern headers as
 * well. It is worked out, not stored: so test listening, production, a restarted n8n and separate
 * webhook processes all have it, and nothing is lost if n8n stops between registering and saving.
 */
export function secretOf({ apiKey, instanceId, triggerId, purpose }: Owner): string {
	return createHmac('sha256', apiKey)
		.update(JSON.stringify(['webhook secret', instanceId, triggerId, purpose]))
		.digest('hex');
}

/** What may be kept of a secret: enough to recognise it, not to use it. */
export function fingerprint(secret: string): string {
	return createHash('sha256').update(secret).digest('hex');
}

/** Compares in a time that tells nothing about where two texts differ. */
export function isSameText(one: string, other: string): boolean {
	const digest = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(digest(one), digest(other));
}

/**
 * Whether the signature is the HMAC-SHA256 of the body, in hexadecimal, bare or after `sha256=`. Source: 360dialog,
 * "Signature Validation"; code that checks it differs in the prefix.
 */
export function isSignedBy(secret: string, body: Uint8Array, signature: string): boolean {
	const expected = createHmac('sha256', secret).update(body).digest('hex');
	const given = signature.trim().replace(/^sha256=/i, '');
	return isSameText(given.toLowerCase(), expected);
}
