import type { Remedy } from '../../../../nodes/Dialog360Groups/api/errorCodes';

/** Parts of a message for which n8n puts a message of its own in place of ours, whatever their case. */
export const REPLACED_BY_N8N = [
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'ETIMEDOUT',
	'ERRADDRINUSE',
	'EADDRNOTAVAIL',
	'ECONNABORTED',
	'EHOSTUNREACH',
	'EAI_AGAIN',
	'ENOENT',
	'EISDIR',
	'ENOTDIR',
	'EACCES',
	'EEXIST',
	'EPERM',
	'GETADDRINFO',
] as const;

/** Words that frighten and explain nothing. */
const UNHELPFUL = /\b(errors?|problems?|failures?|failed|mistakes?)\b/i;
const NOTHING_BUT_A_STATUS = /^\W*(HTTP\W*)?(status\W*)?(code\W*)?\d{3}\W*$/i;

/** What is wrong with the words for a person; empty when nothing is. */
export function faultsOfWords({ message, howToFix }: Remedy): string[] {
	const faults = Object.entries({ message, howToFix }).flatMap(([name, text]) => [
		...(text.trim() === '' ? [`${name} is empty`] : []),
		...(UNHELPFUL.test(text) ? [`${name} has an unhelpful word: ${text}`] : []),
		...(NOTHING_BUT_A_STATUS.test(text) ? [`${name} is only a status: ${text}`] : []),
		...(/undefined|null|NaN|\[object/.test(text) ? [`${name} shows a value: ${text}`] : []),
	]);
	const swapped = REPLACED_BY_N8N.filter((part) => message.toUpperCase().includes(part));
	return [...faults, ...swapped.map((part) => `n8n replaces the message because of ${part}`)];
}
