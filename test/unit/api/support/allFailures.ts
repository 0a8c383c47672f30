import { REMEDIES } from '../../../../nodes/Dialog360Groups/api/errorCodes';
import type { Failure } from '../../../../nodes/Dialog360Groups/api/failure';
import { NETWORK_CODES } from './failures';

export type NamedFailure = readonly [name: string, failure: Failure];

/** Every code that is documented, and two of the permissions from 200 to 299. */
export const DOCUMENTED_CODES = [...Object.keys(REMEDIES).map(Number), 200, 299];

/** What 360dialog documents that it says, or said. */
export const NATIVE_WORDS = [
	'Your WhatsApp for Business API has been disabled',
	'API disabled',
	'You have exceeded the endpoint rate limit.',
	'You have exceeded the limit of 1 request every 5 seconds',
	'Could not send message due to lack of payment. Messaging can resume once overdue invoices towards 360dialog are settled. Please reach out to our integration partner.',
	'Invalid API key',
	'Invalid api_key or token expired',
	'The endpoint is blocked',
	'Path is blocked',
] as const;

const STATUSES = [
	301, 308, 400, 401, 402, 403, 404, 405, 408, 409, 413, 418, 422, 429, 500, 502, 503, 504, 555,
];

/** Words of the API that are easily told from ours. */
export const REASON = 'WORDS of the other side';

function both(name: string, failure: Omit<Failure, 'isWrite'>): NamedFailure[] {
	return [
		[`${name}, read`, { ...failure, isWrite: false }],
		[`${name}, change`, { ...failure, isWrite: true }],
	];
}

function withAndWithoutWords(name: string, failure: Omit<Failure, 'isWrite'>): NamedFailure[] {
	return [...both(name, failure), ...both(`${name} with words`, { ...failure, reason: REASON })];
}

/** Every kind of end there is, each with all that makes a difference for its text. */
export const ALL_FAILURES: readonly NamedFailure[] = [
	...DOCUMENTED_CODES.flatMap((code) =>
		withAndWithoutWords(String(code), { kind: 'refused', httpStatus: 400, code }),
	),
	...DOCUMENTED_CODES.flatMap((code) =>
		both(`${code} with HTTP 500`, { kind: 'interrupted', httpStatus: 500, code }),
	),
	...withAndWithoutWords('unknown code', { kind: 'refused', httpStatus: 400, code: 139999 }),
	...STATUSES.flatMap((httpStatus) =>
		withAndWithoutWords(`HTTP ${httpStatus}`, {
			kind: httpStatus >= 500 ? 'interrupted' : 'refused',
			httpStatus,
		}),
	),
	...NATIVE_WORDS.flatMap((reason) => both(reason, { kind: 'refused', httpStatus: 400, reason })),
	...both('a limit that names its time', { kind: 'refused', code: 131208, retryAfterMs: 45_000 }),
	...both('page of a proxy', { kind: 'interrupted', httpStatus: 200 }),
	...NETWORK_CODES.flatMap((networkCode) => [
		...both(`${networkCode}, never sent`, { kind: 'notSent', networkCode }),
		...both(`${networkCode}, under way`, { kind: 'interrupted', networkCode }),
	]),
	...both('n8n does not send it', { kind: 'blocked', reason: 'Domain not allowed' }),
	...both('stopped', { kind: 'cancelled' }),
	[
		'a message under way',
		{ kind: 'interrupted', isWrite: true, doubt: 'this message may have been sent' },
	],
	[
		'after a first step',
		{ kind: 'refused', isWrite: true, code: 131208, doneBefore: 'The subject was changed.' },
	],
	['about one person', { kind: 'refused', isWrite: true, code: 131203, who: '+49 171 1234567' }],
];
