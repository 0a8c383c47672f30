import { createHmac } from 'node:crypto';
import type { Readings } from '../readings';

/**
 * In: the raw body, the secret if there is one, and the reading. Out: the header that proves where
 * the body comes from, or none (reference 6.2).
 */
export function signatureHeader(
	body: string,
	secret: string | undefined,
	prefix: Readings['signaturePrefix'],
): Record<string, string> {
	if (secret === undefined || secret === '') return {};
	const hex = createHmac('sha256', secret).update(body).digest('hex');
	return { 'x-360dialog-signature': prefix === 'sha256' ? `sha256=${hex}` : hex };
}
