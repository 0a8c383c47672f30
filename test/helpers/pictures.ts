import { encode } from 'jpeg-js';
import type { IBinaryData } from 'n8n-workflow';

/** A JPEG of one colour, as a camera or an image editor would write it. */
export function jpegOf(width: number, height: number): Buffer {
	return encode({ width, height, data: Buffer.alloc(width * height * 4, 0x7f) }, 80).data;
}

/** A file as it lies in the binary data of an item. */
export function binaryOf(bytes: Buffer, mimeType = 'image/jpeg'): IBinaryData {
	return { data: bytes.toString('base64'), mimeType, fileName: 'picture.jpg' };
}

/** The first bytes of a PNG. */
export const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
