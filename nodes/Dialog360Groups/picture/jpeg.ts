/** Other kinds of files that people take for a JPEG, as far as their first bytes tell. */
export type OtherFileKind =
	| 'PNG'
	| 'GIF'
	| 'WebP'
	| 'HEIC'
	| 'AVIF'
	| 'SVG'
	| 'PDF'
	| 'BMP'
	| 'TIFF';

/** Why bytes aren't a whole JPEG. */
export type JpegProblem =
	| { problem: 'empty' }
	/** `found`: what it is instead, if known. */
	| { problem: 'notJpeg'; found?: OtherFileKind }
	/** Ends before its end marker: an interrupted download or upload. */
	| { problem: 'truncated' }
	/** Begins like a JPEG, but breaks the format's rules. */
	| { problem: 'corrupt' };

export interface JpegSize {
	width: number;
	height: number;
}

/** Marker codes of ITU-T T.81, table B.1: the byte after 0xFF. */
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
const DEFINE_NUMBER_OF_LINES = 0xdc;
const TEMPORARY = 0x01;

/**
 * The size of a JPEG, read from its bytes alone, having seen that the file is there up to its end
 * marker. Decodes nothing; takes time linear in the number of bytes; never throws.
 * What follows the end marker is ignored, as decoders do. Format: ITU-T T.81, annex B.
 */
export function readJpeg(bytes: Uint8Array): JpegSize | JpegProblem {
	if (bytes.length === 0) return { problem: 'empty' };
	if (bytes[0] !== 0xff) return notJpeg(bytes);
	if (bytes.length === 1) return { problem: 'truncated' };
	if (bytes[1] !== START_OF_IMAGE) return notJpeg(bytes);

	let size: JpegSize | undefined;
	let hasPixels = false;
	let at = 2;
	for (;;) {
		if (at >= bytes.length) return { problem: 'truncated' };
		if (bytes[at] !== 0xff) return { problem: 'corrupt' };
		// Any number of 0xFF may stand before a marker's code.
		while (bytes[at] === 0xff) at++;
		const marker = bytes[at++];
		if (marker === undefined) return { problem: 'truncated' };

		if (marker === END_OF_IMAGE) {
			if (!hasPixels || !size || size.width === 0 || size.height === 0) {
				return { problem: 'corrupt' };
			}
			return size;
		}
		if (isRestart(marker) || marker === TEMPORARY) continue;
		if (marker === 0 || marker === START_OF_IMAGE) return { problem: 'corrupt' };

		const length = uint16(bytes, at);
		if (length === undefined) return { problem: 'truncated' };
		if (length < 2) return { problem: 'corrupt' };
		const end = at + length;
		if (end > bytes.length) return { problem: 'truncated' };

		if (isStartOfFrame(marker)) {
			const frame = readFrame(bytes.subarray(at + 2, end));
			if (frame === undefined) return { problem: 'corrupt' };
			size ??= frame;
		} else if (marker === DEFINE_NUMBER_OF_LINES && size?.height === 0) {
			size = { width: size.width, height: uint16(bytes, at + 2) ?? 0 };
		}
		at = end;
		if (marker === START_OF_SCAN) {
			if (size === undefined) return { problem: 'corrupt' };
			at = endOfScan(bytes, end);
			hasPixels ||= at > end;
		}
	}
}

/** SOF0 to SOF15: every compression, but not DHT (C4), JPG (C8) and DAC (CC) in their midst. */
function isStartOfFrame(marker: number): boolean {
	return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function isRestart(marker: number): boolean {
	return marker >= 0xd0 && marker <= 0xd7;
}

/** In: precision, height, width, number of components, 3 bytes each. A height of 0 comes later. */
function readFrame(frame: Uint8Array): JpegSize | undefined {
	const height = uint16(frame, 1);
	const width = uint16(frame, 3);
	const components = frame[5];
	if (height === undefined || width === undefined || !components) return undefined;
	return frame.length === 6 + 3 * components ? { width, height } : undefined;
}

/** Where the entropy-coded data that begins at `at` ends: at the next real marker, or the end. */
function endOfScan(bytes: Uint8Array, at: number): number {
	for (;;) {
		const found = bytes.indexOf(0xff, at);
		if (found === -1) return bytes.length;
		let code = found + 1;
		while (bytes[code] === 0xff) code++;
		const marker = bytes[code];
		// FF 00 is a coded FF; restart markers stand inside the data.
		if (marker === undefined || (marker !== 0 && !isRestart(marker))) return found;
		at = code + 1;
	}
}

function uint16(bytes: Uint8Array, at: number): number | undefined {
	const high = bytes[at];
	const low = bytes[at + 1];
	return high === undefined || low === undefined ? undefined : high * 256 + low;
}

function notJpeg(bytes: Uint8Array): JpegProblem {
	const found = fileKind(bytes);
	return found === undefined ? { problem: 'notJpeg' } : { problem: 'notJpeg', found };
}

function fileKind(bytes: Uint8Array): OtherFileKind | undefined {
	const head = String.fromCharCode(...bytes.subarray(0, 1024));
	if (head.startsWith('\x89PNG\r\n')) return 'PNG';
	if (head.startsWith('GIF8')) return 'GIF';
	if (/^RIFF[^]{4}WEBP/.test(head)) return 'WebP';
	if (/^[^]{4}ftypavi[fs]/.test(head)) return 'AVIF';
	if (/^[^]{4}ftyp(?:hei|hev|mif1|msf1)/.test(head)) return 'HEIC';
	if (head.startsWith('%PDF')) return 'PDF';
	if (/^BM[^]{4}\0{4}/.test(head)) return 'BMP';
	if (head.startsWith('II*\0') || head.startsWith('MM\0*')) return 'TIFF';
	if (/^(?:\xEF\xBB\xBF)?\s*<(?:svg|\?xml[^]*<svg|!--[^]*<svg|!DOCTYPE svg)/i.test(head))
		return 'SVG';
	return undefined;
}
