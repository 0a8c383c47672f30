import { isAnimatedWebp } from '../webp';

const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** Kinds of messages that carry a file (reference 4.1). */
export const mediaTypes = ['image', 'video', 'audio', 'document', 'sticker'] as const;

export type MediaType = (typeof mediaTypes)[number];

export function isMediaType(type: string): type is MediaType {
	return mediaTypes.some((one) => one === type);
}

const office = 'application/vnd.openxmlformats-officedocument';

/** What may be uploaded, as Meta's refusal of anything else lists it. */
export const mimeTypes = [
	...['audio/aac', 'audio/mp4', 'audio/mpeg', 'audio/amr', 'audio/ogg', 'audio/opus'],
	...['application/vnd.ms-powerpoint', 'application/msword', `${office}.wordprocessingml.document`],
	...[`${office}.presentationml.presentation`, `${office}.spreadsheetml.sheet`, 'application/pdf'],
	...['text/plain', 'application/vnd.ms-excel', 'image/jpeg', 'image/png', 'image/webp'],
	...['video/mp4', 'video/3gpp'],
];

/** Out: the type alone, without parameters such as `codecs=opus`. */
export function bareMimeType(type: string): string {
	return type.replace(/;.*$/s, '').trim().toLowerCase();
}

/** What a file of this type is sent as (reference 6.7). */
export function mediaTypeOf(mimeType: string): MediaType {
	if (mimeType === 'image/webp') return 'sticker';
	const [kind] = mimeType.split('/');
	return kind === 'image' || kind === 'video' || kind === 'audio' ? kind : 'document';
}

/** Out: whether a message of this type may carry a file of that one. */
export function mayCarry(type: MediaType, mimeType: string): boolean {
	return type === 'document' || mediaTypeOf(mimeType) === type;
}

/** In: a file. Out: the most bytes it may have (reference 6.7). */
export function largestOf(mimeType: string, content: Buffer): number {
	switch (mediaTypeOf(mimeType)) {
		case 'image':
			return 5 * megabyte;
		case 'video':
		case 'audio':
			return 16 * megabyte;
		case 'sticker':
			return (isAnimatedWebp(content) ? 500 : 100) * kilobyte;
		case 'document':
			return 100 * megabyte;
	}
}
