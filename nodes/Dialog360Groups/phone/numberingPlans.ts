/** How numbers behind one calling code are written. */
export interface NumberingPlan {
	callingCode: string;
	/** What people put before a number inside the country and leave out from abroad, longest first. */
	trunkPrefixes: readonly string[];
	/** Shortest and longest number of a person (fixed or mobile) without the calling code. */
	minLength: number;
	maxLength: number;
	/** What is dialled in the country before a foreign number, where that isn't just `00`. */
	internationalPrefix: RegExp | undefined;
	/** Whether a number's own first digit may be 0, so that a 0 is never dropped unasked. */
	mayStartWithZero: boolean;
}

/**
 * `calling code, trunk prefixes, lengths, international prefix (a regular expression; 00 if absent)`.
 *
 * From the metadata of libphonenumber, against which the tests hold every row. On top of it come
 * old ways that people still write, and lengths that WhatsApp still uses:
 * Mexico's 01, 044 and 045 (until 2019) and its 521; Lithuania's 8; Belarus' and Ukraine's 8 0;
 * Gabon's 0; Benin's and Ivory Coast's numbers of 8 digits (until 2024 and 2021).
 */
const TABLE = String.raw`
1 1 10 011
20 0 8-10
211 0 9
212 0 9
213 0 8-9
216 - 8
218 0 9
220 - 7-9
221 - 9
222 - 8
223 - 8
224 - 8-9
225 - 8-10
226 - 8
227 - 8
228 - 8
229 - 8-10
230 - 7-8 0(?:0|[24-7]0|3[03])
231 0 7-9
232 0 8
233 0 9
234 0 10 009
235 - 8 00|16
236 - 8
237 - 9
238 - 7 0
239 - 7
240 - 9
241 0 7-8
242 - 9
243 0 7-10
244 - 9
245 - 9
246 - 7
247 - 5
248 - 7 010|0[0-2]
249 0 9
250 0 8-9
251 0 9
252 0 6-9
253 - 8
254 0 7-9 000
255 0 9 00[056]
256 0 9 00[057]
257 - 8
258 - 8-9
260 0 9
261 0 9
262 0 9
263 0 9
264 0 8-9
265 0 7-9
266 - 8
267 - 7-8
268 - 8
269 - 7
27 0 5-9
290 - 4-5
291 0 7
297 - 7
298 - 6
299 - 6
30 - 10
31 0 9-11
32 0 8-9
33 0 9
34 - 9
350 - 8
351 - 9
352 - 4-11
353 0 7-10
354 - 7-9 00|1(?:0(?:01|[12]0)|100)
355 0 8-9
356 - 8
357 - 8
358 0 5-10 00|99(?:[01469]|5(?:[14]1|3[23]|5[59]|77|88|9[09]))
359 0 6-9
36 06 8-9
370 0/8 8
371 - 8
372 - 7-8
373 0 8
374 0 8
375 80/8/0 9 810
376 - 6-9
377 0 8-9
378 - 8-10
380 80/0 9
381 0 7-12
382 0 8
383 0 8-12
385 0 8-9
386 0 8 00|10(?:22|66|88|99)
387 0 8-9
389 0 8
39 - 6-12
40 0 6-9
41 0 9
420 - 9
421 0 6-9
423 0 7-9
43 0 4-13
44 0 9-10
45 - 8
46 0 7-9
47 - 8
48 - 7-9
49 0 5-13
500 - 5
501 - 7
502 - 8
503 - 8
504 - 8
505 - 8
506 - 8
507 - 7-8
508 0 6-9
509 - 8
51 0 8-9 00|19(?:1[124]|77|90)00
52 01/044/045 10-11 0[09]
53 0 6-10 119
54 0 10-11
55 0 10-11 00(?:1[245]|2[1-35]|31|4[13]|[56]5|99)
56 - 9 (?:0|1(?:1[0-69]|2[02-5]|5[13-58]|69|7[0167]|8[018]))0
57 0 8-10 00(?:4(?:[14]4|56)|[579])
58 0 10
590 0 9
591 0 8 00(?:1\d)?
592 - 7 001
593 0 8-9
594 0 9
595 0 7-9
596 0 9
597 - 6-7
598 0 8 0(?:0|1[3-9]\d)
599 - 7-8
60 0 8-10
61 0 9 001[14-689]|14(?:1[14]|34|4[17]|[56]6|7[47]|88)0011
62 0 7-12 00[89]
63 0 6-10
64 0 8-10 0(?:0|161)
65 - 8 0[0-3]\d
66 0 8-9 00[1-9]
670 - 7-8
672 - 6
673 - 7
674 - 7
675 - 7-8 00|140[1-3]
676 - 5-7
677 - 5-7 0[01]
678 - 5-7
679 - 7 0(?:0|52)
680 - 7 01[12]
681 - 6
682 - 5
683 - 4-7
685 - 5-10 0
686 0 5-8
687 - 6
688 - 5-7
689 - 8
690 - 4-7
691 - 7
692 1 7 011
7 8 10 810
800 - 8
808 - 8
81 0 9-10 010
82 0 5-10 00(?:[125689]|3(?:[46]5|91)|7(?:00|27|3|55|6[126]))
84 0 9-10
850 0 8-10 00|99
852 - 8 00(?:30|5[09]|[126-9]?)
853 - 8
855 0 8-9 00[14-9]
856 0 8-10
86 0 7-11 00|1(?:[12]\d|79)\d\d00
870 - 9-12
878 - 12
880 0 6-10
881 - 9-10
882 - 7-12
883 - 8-12
886 0 8-9 0(?:0[25-79]|19)
888 - 11
90 0 10
91 0 10
92 0 9-10
93 0 9
94 0 9
95 0 6-10
960 - 7 0(?:0|19)
961 0 7-8
962 0 8-9
963 0 8-9
964 0 8-10
965 - 8
966 0 9
967 0 7-9
968 - 8
970 0 8-9
971 0 8-9
972 0 8-12 0(?:0|1(?:05|[2-9]))
973 - 8
974 - 8
975 - 7-8
976 0 8-10 001
977 0 8-10
979 - 9
98 0 6-10
992 - 9 810
993 8 8 810
994 0 9
995 0 9
996 0 9
998 - 9`;

/** Calling codes whose numbers may begin with a 0 of their own, e.g. Italy: +39 06 … is Rome. */
const MAY_START_WITH_ZERO = new Set(['225', '226', '229', '241', '242', '250', '378', '39', '992']);

const plans = new Map(
	TABLE.trim()
		.split('\n')
		.map((row) => {
			const plan = readRow(row);
			return [plan.callingCode, plan];
		}),
);

function readRow(row: string): NumberingPlan {
	const [callingCode = '', trunk = '-', lengths = '', prefix] = row.split(' ');
	const [minLength = 0, maxLength = minLength] = lengths.split('-').map(Number);
	return {
		callingCode,
		trunkPrefixes: trunk === '-' ? [] : trunk.split('/'),
		minLength,
		maxLength,
		internationalPrefix: prefix === undefined ? undefined : new RegExp(`^(?:${prefix})`),
		mayStartWithZero: MAY_START_WITH_ZERO.has(callingCode),
	};
}

/** All calling codes, those that belong to no country included. */
export const numberingPlans: readonly NumberingPlan[] = [...plans.values()];

/** The plan of a calling code, if that code exists. */
export function planOf(callingCode: string): NumberingPlan | undefined {
	return plans.get(callingCode);
}

/** The plan that an international number (digits only) falls under. No code begins another one. */
export function planOfInternational(digits: string): NumberingPlan | undefined {
	return planOf(digits.slice(0, 1)) ?? planOf(digits.slice(0, 2)) ?? planOf(digits.slice(0, 3));
}

/**
 * Whether a person could have this number (without the calling code), judged by its length and, for
 * North America and Italy, its first digit. Used to choose between readings, not to refuse a number.
 */
export function isPlausible(plan: NumberingPlan, national: string): boolean {
	if (national.startsWith('0') && !plan.mayStartWithZero) return false;
	// An area code of North America begins with 2 to 9.
	if (plan.callingCode === '1' && national.startsWith('1')) return false;
	// Mobile numbers of Italy have 9 or 10 digits; "393 123 4567" has no country code in it.
	if (plan.callingCode === '39' && national.startsWith('3')) return /^\d{9,10}$/.test(national);
	return national.length >= plan.minLength && national.length <= plan.maxLength;
}
