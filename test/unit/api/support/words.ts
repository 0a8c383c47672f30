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

/** Words of those who know the API. */
const JARGON =
	/\b(calls?|endpoints?|payloads?|parameters?|request body|JSON|cursors?|quota|throughput|rate limits?|tokens?|OAuth|time-?outs?|boolean|strings?|arrays?|null)\b/i;
const JARGON_IN_MESSAGE = /\b(headers?|HTTP|status code|API(?! key\b)|code)\b|\d{5,}/;
/** What WhatsApp and HTTP say where they say nothing. */
const GENERIC = /^(bad|invalid|forbidden|unauthori|not found|conflict|unknown|something went)/i;
/** To do something is to check, to wait, to choose … */
const REMEDY =
	/\b(add|ask|check|choose|create|crop|correct|delete|do|enter|fill|get|let|look|name|open|pay|publish|put|reach|remove|repair|repeat|run|see|send|set|share|shorten|switch|take|try|use|wait|write)\b/i;
const MOST_IN_MESSAGE = 130;
const MOST_IN_REMEDY = 330;

/** What is wrong with the words for a person; empty when nothing is. */
export function faultsOfWords({
	message,
	howToFix,
}: Pick<Remedy, 'message' | 'howToFix'>): string[] {
	const faults = Object.entries({ message, howToFix }).flatMap(([name, text]) => [
		...(text.trim() === '' ? [`${name} is empty`] : []),
		...(UNHELPFUL.test(text) ? [`${name} has an unhelpful word: ${text}`] : []),
		...(NOTHING_BUT_A_STATUS.test(text) ? [`${name} is only a status: ${text}`] : []),
		...(/undefined|null|NaN|\[object/.test(text) ? [`${name} shows a value: ${text}`] : []),
		...(/\s\s|\.\.|\s[.,;:]/.test(text) ? [`${name} is badly put together: ${text}`] : []),
	]);
	const swapped = REPLACED_BY_N8N.filter((part) => message.toUpperCase().includes(part));
	return [...faults, ...swapped.map((part) => `n8n replaces the message because of ${part}`)];
}

/** What is wrong with words that are all our own, for somebody who never read about the API. */
export function faultsOfOwnWords({
	message,
	howToFix,
}: Pick<Remedy, 'message' | 'howToFix'>): string[] {
	const [jargon] = JARGON.exec(`${message} ${howToFix}`) ?? JARGON_IN_MESSAGE.exec(message) ?? [];
	return [
		...faultsOfWords({ message, howToFix }),
		...(jargon === undefined ? [] : [`'${jargon}' is jargon: ${message} / ${howToFix}`]),
		...(GENERIC.test(message) || (message.split(' ').length < 4 && !message.includes("'"))
			? [`the message says nothing: ${message}`]
			: []),
		...(/[.!?]$/.test(message) ? [`the message ends like a sentence: ${message}`] : []),
		...(REMEDY.test(howToFix) ? [] : [`there is nothing to do: ${howToFix}`]),
		...(/(\.|:\/\/)$/.test(howToFix) ? [] : [`howToFix does not end: ${howToFix}`]),
		...(message.length > MOST_IN_MESSAGE ? [`the message is too long: ${message}`] : []),
		...(howToFix.length > MOST_IN_REMEDY ? [`howToFix is too long: ${howToFix}`] : []),
	];
}
