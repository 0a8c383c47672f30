/** The same for texts that WhatsApp may show as one: it trims them, and may write a character in its composed form. */
export function plainText(text = ''): string {
	return text.normalize().replace(/\s+/g, ' ').trim();
}
