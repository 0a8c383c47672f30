import { AxiosError } from 'axios';
import fc from 'fast-check';
import { NodeOperationError, type NodeApiError } from 'n8n-workflow';

import { readNetworkFailure } from '../../../nodes/Dialog360Groups/api/networkFailure';
import { aNode, wrapped } from './support/node';

/** What n8n's request helper throws when axios could not get an answer. */
function withoutAnswer(code: string | undefined): NodeApiError {
	return wrapped(new AxiosError('Something with the network', code));
}

describe('a call without an answer', () => {
	it.each([
		'ECONNREFUSED',
		'ENOTFOUND',
		'EAI_AGAIN',
		'EHOSTUNREACH',
		'ENETUNREACH',
		'EADDRNOTAVAIL',
		'ERR_INVALID_URL',
		'CERT_HAS_EXPIRED',
		'DEPTH_ZERO_SELF_SIGNED_CERT',
		'SELF_SIGNED_CERT_IN_CHAIN',
		'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
		'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
		'ERR_TLS_CERT_ALTNAME_INVALID',
	])('%s was never sent', (networkCode) => {
		for (const isWrite of [true, false]) {
			expect(readNetworkFailure(withoutAnswer(networkCode), isWrite)).toEqual({
				kind: 'notSent',
				networkCode,
				isWrite,
			});
		}
	});

	it.each([
		'ECONNRESET',
		'ECONNABORTED',
		'ETIMEDOUT',
		'EPIPE',
		'ERR_NETWORK',
		'ERR_BAD_RESPONSE',
		'ERR_CANCELED',
		'EPROTO',
		'HPE_INVALID_CONSTANT',
		'SOMETHING_NEW',
	])('%s may have been carried out', (networkCode) => {
		for (const isWrite of [true, false]) {
			expect(readNetworkFailure(withoutAnswer(networkCode), isWrite)).toEqual({
				kind: 'interrupted',
				networkCode,
				isWrite,
			});
		}
	});

	it('may have been carried out when axios gives no code', () => {
		expect(readNetworkFailure(withoutAnswer(undefined), true)).toEqual({
			kind: 'interrupted',
			networkCode: undefined,
			isWrite: true,
		});
	});

	it('is understood without the wrapper, and with one more', () => {
		const refused = new AxiosError('connect ECONNREFUSED', 'ECONNREFUSED');
		const outer = new Error('Outer', { cause: withoutAnswer('ECONNREFUSED') });
		const inner = new Error('Outer', { cause: { code: 'ECONNRESET' } });
		expect(readNetworkFailure(refused, true).kind).toBe('notSent');
		expect(readNetworkFailure(outer, true).kind).toBe('notSent');
		expect(readNetworkFailure(inner, true).kind).toBe('interrupted');
	});

	it('was blocked when neither axios nor Node.js is behind it', () => {
		const words = 'Domain not allowed: this credential is restricted';
		const errors = [
			new NodeOperationError(aNode, words),
			wrapped(new NodeOperationError(aNode, words)),
			new Error(words),
		];
		for (const error of errors) {
			expect(readNetworkFailure(error, true)).toEqual({
				kind: 'blocked',
				reason: words,
				isWrite: true,
			});
		}
	});

	it('does not look into causes for ever', () => {
		const error = new Error('Round and round');
		error.cause = error;
		expect(readNetworkFailure(error, false)).toMatchObject({ kind: 'blocked' });
	});

	it('is never taken for unsent when nobody knows, and never throws', () => {
		fc.assert(
			fc.property(fc.anything(), fc.string(), fc.boolean(), (value, code, isWrite) => {
				const failure = readNetworkFailure(value, isWrite);
				expect(['blocked', 'interrupted']).toContain(failure.kind);
				const unknown = readNetworkFailure({ isAxiosError: true, code: `X${code}` }, isWrite);
				expect(unknown.kind).toBe('interrupted');
			}),
		);
	});
});
