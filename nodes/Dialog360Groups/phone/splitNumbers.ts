/**
 * The numbers in a field that may hold several, one a line or with commas or semicolons (also
 * full-width and Arabic ones) between them. Blanks don't separate: people write them inside numbers.
 */
export function splitNumbers(field: string): string[] {
	return field
		.split(/[,;\n\r\u2028\u2029，；、،؛]/)
		.map((part) => part.trim())
		.filter((part) => /[^\s\p{Cf}]/u.test(part));
}
