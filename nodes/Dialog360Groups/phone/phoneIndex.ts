import { readPhoneNumber, type PhoneProblem } from './phoneNumber';
import { phoneKey } from './whatsappVariants';

/** The one item with a number; or why there isn't exactly one. `digits`: how the number was read. */
export type PhoneMatch<T> =
	| { found: T }
	| { problem: PhoneProblem }
	| { problem: 'noMatch'; digits: string[] };

/** Finds people of one group by phone number. */
export interface PhoneIndex<T> {
	/**
	 * @param input a number as a form delivers it
	 * @param defaultCountry ISO code of the country of numbers without country code
	 */
	find(input: string, defaultCountry?: string): PhoneMatch<T>;
}

/**
 * Builds an index over the people of one group; cheap to ask often.
 *
 * @param numberOf the item's `wa_id`, which WhatsApp leaves out or empty for people with a username;
 *   such an item is never found. Of items with the same `wa_id` the first one counts.
 */
export function createPhoneIndex<T>(
	items: Iterable<T>,
	numberOf: (item: T) => string | undefined,
): PhoneIndex<T> {
	/** Items by the number's key, then by `wa_id`. */
	const itemsByKey = new Map<string, Map<string, T>>();
	for (const item of items) {
		const digits = /^\+?(\d{7,15})$/.exec(numberOf(item) ?? '')?.[1];
		if (digits === undefined) continue;
		const key = phoneKey(digits);
		const sameKey = itemsByKey.get(key) ?? new Map<string, T>();
		if (!sameKey.has(digits)) sameKey.set(digits, item);
		itemsByKey.set(key, sameKey);
	}

	return {
		find(input, defaultCountry) {
			const reading = readPhoneNumber(input, defaultCountry);
			if ('problem' in reading) return reading;
			const { digits } = reading;
			const [only, ...otherReadings] = digits;
			const exact = only === undefined ? undefined : itemsByKey.get(phoneKey(only))?.get(only);
			// Digit by digit the same is the same person, whoever else has a variant of the number.
			if (exact !== undefined && otherReadings.length === 0) return { found: exact };
			const keys = new Set(digits.map(phoneKey));
			const candidates = [...keys].flatMap((key) => [...(itemsByKey.get(key)?.values() ?? [])]);
			const [first, ...others] = candidates;
			if (first === undefined) return { problem: 'noMatch', digits };
			if (others.length > 0) return { problem: 'ambiguous' };
			return { found: first };
		},
	};
}
