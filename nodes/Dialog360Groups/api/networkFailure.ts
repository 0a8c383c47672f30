import type { Failure } from './failure';
import { asText, isWireObject } from './wire';
import type { WireObject } from './wire';

/** Codes of Node.js that say the request never reached the other side. */
const NEVER_SENT: ReadonlySet<string> = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
	'ERR_INVALID_URL',
]);

/** A certificate is checked before the first byte of a request is sent. */
const CERTIFICATE = /^(CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_CERT_)/;

/**
 * Reads what n8n's request helper throws when there was no HTTP answer: an error of its own around the one of
 * axios, whose `code` is the one of Node.js. An error that comes from neither is n8n's refusal to send the
 * request at all, e.g. to a domain that the credential does not allow.
 *
 * Whatever isn't known for certain counts as "may have been carried out".
 */
export function readNetworkFailure(error: unknown, isWrite: boolean): Failure {
	const chain = causes(error);
	const networkCode = chain.map(({ code }) => asCode(code)).find((code) => code !== undefined);
	if (networkCode === undefined && !chain.some(({ isAxiosError }) => isAxiosError === true)) {
		return { kind: 'blocked', reason: asText(chain[0]?.message), isWrite };
	}
	const notSent =
		networkCode !== undefined && (NEVER_SENT.has(networkCode) || CERTIFICATE.test(networkCode));
	return { kind: notSent ? 'notSent' : 'interrupted', networkCode, isWrite };
}

/** An error and the chain of errors that caused it, at most five. */
function causes(error: unknown): WireObject[] {
	const chain: WireObject[] = [];
	for (let next = error; isWireObject(next) && chain.length < 5; next = next.cause)
		chain.push(next);
	return chain;
}

function asCode(value: unknown): string | undefined {
	return typeof value === 'string' && /^[A-Z][A-Z0-9_]+$/.test(value) ? value : undefined;
}
