import { findCountry } from './countries';
import { isPlausible, planOf, planOfInternational, type NumberingPlan } from './numberingPlans';
import { afterDigits, digitsOf, readPhoneText } from './phoneText';

/** Why a text can't be read as one phone number. */
export type PhoneProblem =
	/** Nothing there, or only invisible characters. */
	| 'empty'
	/** Text without a single digit. */
	| 'noDigits'
	/** Letters, an extension, several numbers, or other things that a number doesn't have. */
	| 'notANumber'
	/** Neither the number nor a default country says which country it belongs to. */
	| 'noCountryCode'
	/** Begins like a call abroad, but could then belong to two countries; or two people match it. */
	| 'ambiguous'
	/** The default country isn't an ISO code of a country. */
	| 'unknownCountry'
	/** Fewer than 7 digits with country code. */
	| 'tooShort'
	/** More than 15 digits with country code. */
	| 'tooLong';

/**
 * The international numbers that a text can stand for, digits only, most likely first. Mostly one;
 * several where the text can honestly be read in several ways.
 */
export type PhoneReading = { digits: string[] } | { problem: PhoneProblem };

/** ITU-T E.164 allows 15 digits; no country's numbers are shorter than 7 with its code. */
const MAX_DIGITS = 15;
const MIN_DIGITS = 7;

/** One way to read a text. */
interface Reading {
	digits: string;
	/** Whether numbers of that country look like this. */
	plausible: boolean;
}

/**
 * Reads one phone number as a form delivers it.
 *
 * With `+`, `00`, the default country's own international prefix, or as a wa.me link, it is
 * international. Otherwise it belongs to the default country, so that "415 555 0132" in the US is
 * never taken for +41 in Switzerland; only if it begins with that country's own code is it also
 * read as it stands. Without a default country, digits are taken as they stand if that makes a
 * number of a plausible length, as a `wa_id` is written.
 *
 * @param defaultCountry ISO code; `undefined` or an empty text for none
 */
export function readPhoneNumber(input: string, defaultCountry = ''): PhoneReading {
	const text = readPhoneText(input);
	if ('problem' in text) return text;
	const country = findCountry(defaultCountry);
	if (defaultCountry.trim() !== '' && country === undefined) return { problem: 'unknownCountry' };
	const homePlan = country && planOf(country.callingCode);

	if (text.international) return conclude(international(withoutZeros(text.body)));
	if (homePlan !== undefined) return readInCountry(text.body, homePlan);
	return readWithoutCountry(text.body);
}

function readWithoutCountry(body: string): PhoneReading {
	const digits = digitsOf(body);
	if (digits.startsWith('00')) return conclude(international(afterDigits(body, 2)));
	if (digits.length < MIN_DIGITS) return { problem: 'tooShort' };
	if (digits.length > MAX_DIGITS) return { problem: 'tooLong' };
	// Digits that no country's numbers look like are rather a number without its country code.
	return conclude(international(body).filter((reading) => reading.plausible));
}

function readInCountry(body: string, plan: NumberingPlan): PhoneReading {
	const digits = digitsOf(body);
	const ownPrefix = plan.internationalPrefix?.exec(digits)?.[0];
	if (digits.startsWith('00')) return readAbroad(body, plan, ownPrefix);
	if (ownPrefix !== undefined) {
		const abroad = international(afterDigits(body, ownPrefix.length));
		if (abroad.some((reading) => reading.plausible)) return conclude(abroad);
	}

	const readings = national(body, plan, false).map((reading) => prefixed(plan, reading));
	if (digits.startsWith(plan.callingCode)) readings.push(...international(body));
	return conclude(readings);
}

/**
 * Reads a number that begins with 00, which people write everywhere. Where something longer is
 * dialled (001 in Singapore, 0011 in Australia), that reading counts as well; if both could be a
 * number, nobody knows which was meant.
 */
function readAbroad(
	body: string,
	plan: NumberingPlan,
	ownPrefix: string | undefined,
): PhoneReading {
	const rest = afterDigits(body, 2);
	const common = international(rest);
	if (ownPrefix === undefined || ownPrefix === '00') return conclude(common);

	const commonFits = common.some((reading) => reading.plausible);
	if (commonFits && digitsOf(rest).startsWith(plan.callingCode)) return conclude(common);
	const local = international(afterDigits(body, ownPrefix.length));
	const localFits = local.some((reading) => reading.plausible);
	if (commonFits && localFits) return { problem: 'ambiguous' };
	return conclude(localFits || common.length === 0 ? local : common);
}

/** Readings of a number that begins with a country code; none if there is no such code. */
function international(body: string): Reading[] {
	const plan = planOfInternational(digitsOf(body));
	if (plan === undefined) return [];
	const readings = national(afterDigits(body, plan.callingCode.length), plan, true);
	return preferPlausible(readings.map((reading) => prefixed(plan, reading)));
}

/**
 * Readings of a number inside a country, without its calling code.
 *
 * @param afterCode whether the calling code was written before it: a 0 that can't belong to the
 *   number is then dropped even where the country has no such prefix, as in "+34 (0) 612 …"
 */
function national(body: string, plan: NumberingPlan, afterCode: boolean): Reading[] {
	const digits = digitsOf(body);
	const trunkPrefixes = plan.trunkPrefixes.filter((prefix) => digits.startsWith(prefix));
	const zeroIsForeign = digits.startsWith('0') && !plan.mayStartWithZero;

	let numbers: string[];
	if (zeroIsForeign && /^[ )]*\( *0 *\)/.test(body)) {
		numbers = [digits.slice(1)];
	} else if (afterCode && isPlausible(plan, digits)) {
		numbers = [digits];
	} else {
		if (zeroIsForeign && afterCode && trunkPrefixes.length === 0) trunkPrefixes.push('0');
		numbers = trunkPrefixes.map((prefix) => digits.slice(prefix.length));
		if (!zeroIsForeign) numbers.push(digits);
	}
	return numbers
		.filter((number) => plan.mayStartWithZero || !number.startsWith('0'))
		.filter((number) => afterCode || !isRatherNorthAmerican(plan, number))
		.map((number) => (plan.callingCode === '54' ? argentineNumber(number) : number))
		.map((number) => ({ digits: number, plausible: isPlausible(plan, number) }));
}

/**
 * Mexico's mobile 1 belongs after +52 only. "1 415 555 0132" in a Mexican form is an American number,
 * and must not become +52 1 415 555 0132, which is someone in San Miguel de Allende.
 */
function isRatherNorthAmerican(plan: NumberingPlan, number: string): boolean {
	return plan.callingCode === '52' && /^1\d{10}$/.test(number);
}

/**
 * Inside Argentina a mobile number is written area, 15, subscriber (12 digits instead of 10); from
 * abroad it is 9, area, subscriber. Area codes are 11, or 3 or 4 digits beginning with 2 or 3 (ENACOM),
 * and "15" can't stand after 3 and after 4 digits at once, so there is one way to read it.
 */
function argentineNumber(number: string): string {
	const mobile =
		/^9?(11)15(\d{8})$/.exec(number) ??
		/^9?([23]\d\d)15(\d{7})$/.exec(number) ??
		/^9?([23]\d{3})15(\d{6})$/.exec(number);
	return mobile === null ? number : `9${mobile[1]}${mobile[2]}`;
}

function prefixed(plan: NumberingPlan, reading: Reading): Reading {
	return { ...reading, digits: plan.callingCode + reading.digits };
}

/** "+0049…" is an international prefix written twice. */
function withoutZeros(body: string): string {
	return digitsOf(body).startsWith('00') ? afterDigits(body, 2) : body;
}

/** Length knowledge only chooses among readings; where nothing fits, it may be out of date. */
function preferPlausible(readings: Reading[]): Reading[] {
	const plausible = readings.filter((reading) => reading.plausible);
	return plausible.length > 0 ? plausible : readings;
}

function conclude(readings: Reading[]): PhoneReading {
	if (readings.length === 0) return { problem: 'noCountryCode' };
	const digits = [...new Set(preferPlausible(readings).map((reading) => reading.digits))];
	const fitting = digits.filter(({ length }) => length >= MIN_DIGITS && length <= MAX_DIGITS);
	if (fitting.length > 0) return { digits: fitting };
	return { problem: digits.some(({ length }) => length > MAX_DIGITS) ? 'tooLong' : 'tooShort' };
}
