/** What a spelling comes down to: digits, blanks and parentheses, and whether a `+` led them. */
export interface PhoneText {
	body: string;
	international: boolean;
}

const PLUS = /[+\uFF0B\uFE62]/gu;
/** Zero-width and bidirectional marks, soft hyphens, and what makes a digit an emoji. */
const INVISIBLE = /[\p{Cf}\uFE0F\u20E3]/gu;
const LINE_BREAK = /[\n\v\f\r\u0085\u2028\u2029]/;
const SEPARATOR =
	/[\s\p{Pd}\u2212\u2043\u30FC.\u00B7\u2022\u2027\u2219\uFF0E/\u2044\u2215\uFF0F'\u2019"~\u223C\uFF5E]/gu;
const OPENING = /[[\uFF08]/g;
const CLOSING = /[\]\uFF09]/g;

/** Links and addresses that hold a number in international form without `+`. */
const INTERNATIONAL_FORMS = [
	/^(?:https?:\/\/)?(?:www\.)?wa\.me\/(?:\+|%2B)?(\d+)(?:[/?&#]\S*)?$/i,
	/^(?:https?:\/\/)?(?:api|web)\.whatsapp\.com\/send\/?\?(?:\S*&)?phone=(?:\+|%2B)?(\d+)(?:[&#]\S*)?$/i,
	/^whatsapp:\/\/send\/?\?(?:\S*&)?phone=(?:\+|%2B)?(\d+)(?:[&#]\S*)?$/i,
	/^(\d+)(?::\d+)?@(?:s\.whatsapp\.net|c\.us)$/,
];
const LABEL = /^(?:tel|phone|mobile|whatsapp|sms|callto)\s*:\s*/i;
/** A whole number that a spreadsheet or data frame made a decimal one: the 0 isn't a digit of it. */
const DECIMAL = /^(\+?\d{7,})\.0+$/;
/** `1234567/8` names two extensions, not one number. */
const ALTERNATIVE_ENDING = /\d{4}\s*\/\s*\d{1,2}$/;

/**
 * Reads the characters of a number as people and programs write it, without yet judging which
 * number it is. Letters, several lines and a `+` in the middle make it no number at all.
 */
export function readPhoneText(
	input: string,
): PhoneText | { problem: 'empty' | 'noDigits' | 'notANumber' } {
	const text = input
		.replace(/\p{Nd}/gu, asciiDigit)
		.replace(PLUS, '+')
		.replace(INVISIBLE, '')
		.trim();
	if (text === '') return { problem: 'empty' };
	if (!/\d/.test(text)) return { problem: 'noDigits' };

	for (const form of INTERNATIONAL_FORMS) {
		const digits = form.exec(text)?.[1];
		if (digits !== undefined) return { body: digits, international: true };
	}

	const written = text.replace(LABEL, '').replace(DECIMAL, '$1');
	if (LINE_BREAK.test(written) || ALTERNATIVE_ENDING.test(written)) {
		return { problem: 'notANumber' };
	}
	const plain = written.replace(SEPARATOR, ' ').replace(OPENING, '(').replace(CLOSING, ')');
	const [lead = ''] = /^[ (]*\+*/.exec(plain) ?? [];
	const body = plain.slice(lead.length);
	if (!/^[\d ()]*$/.test(body)) return { problem: 'notANumber' };
	return { body, international: lead.endsWith('+') };
}

/** Decimal digits of every script lie in runs of ten, from 0 to 9. */
function asciiDigit(digit: string): string {
	const codePoint = digit.codePointAt(0) ?? 0;
	let start = codePoint;
	while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--;
	return String((codePoint - start) % 10);
}

export function digitsOf(body: string): string {
	return body.replace(/\D/g, '');
}

/** What follows the first `count` digits. */
export function afterDigits(body: string, count: number): string {
	let seen = 0;
	let index = 0;
	while (index < body.length && seen < count) {
		if (/\d/.test(body.charAt(index))) seen++;
		index++;
	}
	return body.slice(index);
}
