import { encode } from 'jpeg-js';

/** A real baseline JPEG with noise as its picture, so that its data holds stuffed and many bytes. */
export function encodedJpeg(width: number, height: number, quality = 80): Uint8Array {
	const data = Buffer.alloc(width * height * 4);
	let state = width * 31 + height;
	for (let n = 0; n < data.length; n++) {
		state = (state * 1103515245 + 12345) % 2147483648;
		data[n] = state >> 16;
	}
	return new Uint8Array(encode({ data, width, height }, quality).data);
}

export const SOI = [0xff, 0xd8];
export const EOI = [0xff, 0xd9];
/** Entropy-coded data with a stuffed FF and two restart markers. */
export const ENTROPY = [0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56, 0xff, 0xd7, 0x78];

export function segment(marker: number, ...payload: number[]): number[] {
	const length = payload.length + 2;
	return [0xff, marker, length >> 8, length & 255, ...payload];
}

export function frame(marker: number, width: number, height: number, components = 3): number[] {
	const each = Array.from({ length: components }, (_, n) => [n + 1, 0x11, 0]).flat();
	const size = [height >> 8, height & 255, width >> 8, width & 255];
	return segment(marker, 8, ...size, components, ...each);
}

export function scan(...entropy: number[]): number[] {
	return [...segment(0xda, 1, 1, 0, 0, 63, 0), ...entropy];
}

export function bytesOf(...parts: number[][]): Uint8Array {
	return Uint8Array.from(parts.flat());
}
