/** In: the bytes of a file. Out: whether they begin a WebP picture that says it is animated. */
export function isAnimatedWebp(bytes: Buffer): boolean {
	const tag = (at: number) => bytes.toString('latin1', at, at + 4);
	const isExtended = tag(0) === 'RIFF' && tag(8) === 'WEBP' && tag(12) === 'VP8X';
	return isExtended && ((bytes[20] ?? 0) & 0b10) !== 0;
}
