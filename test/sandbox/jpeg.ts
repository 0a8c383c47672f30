export interface ImageSize {
	width: number;
	height: number;
}

/** Frame headers SOF0 to SOF15, without DHT (c4), JPG (c8) and DAC (cc), which share the range. */
function isFrameHeader(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** In: the bytes of a file. Out: the size of the image, or nothing if it is not a whole JPEG. */
export function jpegSize(bytes: Buffer): ImageSize | undefined {
	if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return undefined;
	if (bytes.lastIndexOf(Buffer.from([0xff, 0xd9])) < 0) return undefined;
	let position = 2;
	while (position + 9 <= bytes.length) {
		if (bytes[position] !== 0xff) return undefined;
		const marker = bytes.readUInt8(position + 1);
		if (marker === 0xff) {
			position++;
		} else if (isFrameHeader(marker)) {
			return { height: bytes.readUInt16BE(position + 5), width: bytes.readUInt16BE(position + 7) };
		} else {
			position += 2 + bytes.readUInt16BE(position + 2);
		}
	}
	return undefined;
}
