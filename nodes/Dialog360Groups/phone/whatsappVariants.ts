/**
 * Ways in which WhatsApp itself writes one number differently, with the shortest form as the result.
 *
 * - Brazil: mobile numbers got a 9 in front of their 8 digits (2012 to 2016); accounts outside the
 *   areas 11–19, 21, 22, 24, 27, 28 mostly keep a `wa_id` without it. Only numbers whose 8 digits
 *   begin with 6–9 existed before; 2–5 are landlines, so `9 2345-6789` is a number of its own.
 * - Mexico: `1` before mobile numbers in international format, abolished in 2019.
 * - Argentina: `9` before mobile numbers in international format; area and subscriber are 10 digits
 *   either way, and a number is either fixed or mobile.
 * - Benin: since 30 November 2024 every number of before has `01` in front.
 *
 * Sources: Meta, "Phone numbers" of the Cloud API (Brazil, Mexico: prefix "may be modified by the
 * Cloud API"); ANATEL on the ninth digit; help pages of whapi.cloud, green-api.com and zoho.com for
 * what accounts look like; github.com/mobi/telephone_number issue 138 for Benin.
 */
const VARIANTS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^(55[1-9][1-9])9([6-9]\d{7})$/, '$1$2'],
	[/^521(\d{10})$/, '52$1'],
	[/^549(\d{10})$/, '54$1'],
	[/^22901(\d{8})$/, '229$1'],
];

/**
 * A key that is the same for all of WhatsApp's spellings of one number, and different for different
 * people. In: an international number or `wa_id`, digits only. Out: digits, only for comparing.
 */
export function phoneKey(digits: string): string {
	for (const [variant, shortest] of VARIANTS) {
		if (variant.test(digits)) return digits.replace(variant, shortest);
	}
	return digits;
}
