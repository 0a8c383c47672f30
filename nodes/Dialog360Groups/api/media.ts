import type { ApiClient } from './client';
import { ApiError } from './failure';
import { asText } from './wire';

/** The message types that carry a file. */
export type MediaKind = 'audio' | 'document' | 'image' | 'sticker' | 'video';

export interface MediaFile {
	bytes: Uint8Array<ArrayBuffer>;
	mimeType: string;
	fileName: string;
}

/**
 * Gives a file to WhatsApp, which keeps it for 30 days. Doing it twice only leaves a copy that nobody sees.
 *
 * @returns the ID by which messages refer to it
 */
export async function uploadMedia(
	client: ApiClient,
	{ bytes, mimeType, fileName }: MediaFile,
): Promise<string> {
	const form = () => {
		const parts = new FormData();
		parts.append('messaging_product', 'whatsapp');
		parts.append('type', mimeType);
		parts.append('file', new Blob([bytes], { type: mimeType }), fileName);
		return parts;
	};
	const call = { method: 'POST', path: ['media'], isIdempotent: true, form } as const;
	const { body, httpStatus } = await client.send(call);
	const mediaId = asText(body.id);
	if (mediaId !== undefined) return mediaId;
	throw new ApiError({ kind: 'interrupted', httpStatus, isWrite: false });
}
