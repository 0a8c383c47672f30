const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g;

/**
 * The variables in a text of a template, each once: numbered ones in the order of their numbers, which is the order in
 * which WhatsApp wants their values, named ones as they first appear.
 */
export function placeholdersIn(text: string): string[] {
	const names = [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))];
	return names.every(isNumber) ? names.sort((one, other) => Number(one) - Number(other)) : names;
}

/** Whether values are given by their place and not by name. */
export function isNumber(name: string): boolean {
	return /^\d+$/.test(name);
}

const WORDS_AFTER = 3;
const LONGEST_WORD_BEFORE = 12;

/**
 * The words around a variable where it first appears, e.g. `…order {{1}} is ready now…`. The panel cuts labels off
 * behind some 25 characters, so the variable stands near the start.
 */
export function wordsAround(text: string, name: string): string {
	const words = text.replace(PLACEHOLDER, '{{$1}}').split(/\s+/).filter(Boolean);
	const place = words.findIndex((word) => word.includes(`{{${name}}}`));
	const { length } = words[place - 1] ?? '';
	const first = length > 0 && length <= LONGEST_WORD_BEFORE ? place - 1 : place;
	const end = place + 1 + WORDS_AFTER;
	const excerpt = words.slice(first, end).join(' ');
	return `${first > 0 ? '…' : ''}${excerpt}${end < words.length ? '…' : ''}`;
}

/** The end of an address with its variable, e.g. `…/orders/{{1}}`. */
export function endOfAddress(url: string): string {
	const place = url.search(PLACEHOLDER);
	const start = url.lastIndexOf('/', place - 2);
	return start <= url.indexOf('//') + 1 ? url : `…${url.slice(start)}`;
}
