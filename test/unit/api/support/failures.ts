import fc from 'fast-check';

import { ApiError } from '../../../../nodes/Dialog360Groups/api/failure';
import type { Failure, FailureKind } from '../../../../nodes/Dialog360Groups/api/failure';

export const FAILURE_KINDS: readonly FailureKind[] = [
	'refused',
	'notSent',
	'interrupted',
	'blocked',
	'cancelled',
];

/** Codes of the Groups API (131200 and its neighbours that nobody has seen included) and of the API in general. */
export const GROUP_CODES = [
	131020, 131041, 131059, 131201, 131202, 131203, 131204, 131207, 131208, 131209, 131210, 131211,
	131212, 131213, 131214, 131215,
] as const;
export const GENERAL_CODES = [
	4, 10, 100, 190, 200, 299, 368, 80007, 130429, 131000, 131026, 131047, 131048, 131049, 131053,
	131056, 132000, 132001, 133016,
] as const;
export const RATE_LIMIT_CODES = [4, 80007, 130429, 131048, 131056, 131208] as const;

export const NETWORK_CODES = [
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'ETIMEDOUT',
	'EADDRNOTAVAIL',
	'ECONNABORTED',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EAI_AGAIN',
	'EPIPE',
	'EPROTO',
	'ERR_INVALID_URL',
	'ERR_NETWORK',
	'ERR_CANCELED',
	'ERR_BAD_RESPONSE',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
	'SOMETHING_NEW',
] as const;

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

/** Any failure whose reason is one of the given ones. */
export function anyFailure(
	reason: fc.Arbitrary<string> = fc.string({ minLength: 1 }),
): fc.Arbitrary<Failure> {
	return fc.record({
		kind: fc.constantFrom(...FAILURE_KINDS),
		isWrite: fc.boolean(),
		httpStatus: optional(fc.oneof(fc.integer({ min: 100, max: 599 }), fc.constant(0))),
		code: optional(
			fc.oneof(fc.constantFrom(...GROUP_CODES, ...GENERAL_CODES), fc.integer(), fc.nat(140_000)),
		),
		reason: optional(fc.oneof(reason, fc.constant('You have exceeded the limit of 1 request'))),
		networkCode: optional(fc.constantFrom(...NETWORK_CODES)),
		retryAfterMs: optional(fc.nat(1_000_000)),
		triedForMs: optional(fc.nat(1_000_000)),
		doneBefore: optional(fc.constantFrom('', 'The subject was changed.')),
	});
}

/** What a piece of work throws as an {@link ApiError}; fails the test when it throws nothing or anything else. */
export async function failureOf(work: Promise<unknown>): Promise<Failure> {
	const [result] = await Promise.allSettled([work]);
	if (result.status === 'fulfilled') throw new Error('It went well, although it should not');
	if (result.reason instanceof ApiError) return result.reason.failure;
	throw result.reason;
}
