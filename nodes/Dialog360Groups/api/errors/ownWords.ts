/** Sentences that say no more than that something went wrong. */
const GENERIC =
	/^(http\s*|status\s*|error\s*|code\s*|\d{3}\s*|[-:]\s*)*((bad|invalid|malformed|failed|wrong|generic) (request|parameters?|arguments?|values?|input|user error|data)|forbidden|unauthori[sz]ed|not (found|acceptable|allowed)|(internal )?(server )?(error|failure)|(an )?(unknown|unexpected|unspecified|generic|internal)( \w+)? (error|exception)( (has )?occurred)?|something went wrong|(access|permission) denied|failed|exception|conflict|method not allowed|unprocessable (entity|content)|request failed( with status code \d+)?|service (temporarily )?unavailable|bad gateway|gateway time-?out|request time-?out|too many requests|null|undefined|none|no|\[object \w+\])?$/i;

const MOST_CHARACTERS = 160;

/**
 * @param reason the API's own words
 * @returns those of its sentences that say something, short enough for a message; `undefined` where there are none
 */
export function specificWords(reason = ''): string | undefined {
	const words = reason
		.split(/(?<=[.!?])\s+/)
		.map((sentence) => sentence.trim())
		.filter((sentence) => !GENERIC.test(sentence.replace(/[.!?\s]+$/, '')))
		.join(' ')
		.replace(/\.$/, '');
	if (!/\p{L}/u.test(words)) return undefined;
	return words.length <= MOST_CHARACTERS ? words : shortened(words);
}

function shortened(words: string): string {
	const start = words.slice(0, MOST_CHARACTERS);
	const end = start.lastIndexOf(' ');
	return `${end > MOST_CHARACTERS / 2 ? start.slice(0, end) : start}…`;
}
