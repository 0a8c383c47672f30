import fc from 'fast-check';

import { checkMedia } from '../../../../nodes/Dialog360Groups/actions/message/mediaRules';
import type { MediaKind } from '../../../../nodes/Dialog360Groups/api/media';
import { InputError } from '../../../../nodes/Dialog360Groups/explainedError';
import { jpegOf } from '../../../helpers/pictures';

const KB = 1024;
const MB = 1024 * KB;

const check = (kind: MediaKind, declared: string, bytes: Uint8Array) =>
	checkMedia(kind, { bytes: new Uint8Array(bytes), declared, name: 'data' });
const latin = (text: string) => Buffer.from(text, 'latin1');
const plain = latin('just some bytes');
const animated = latin('RIFF....WEBPVP8X....\x02');
const still = latin('RIFF....WEBPVP8X....\x10');

describe('the type under which a file is sent', () => {
	it.each<[MediaKind, string, Uint8Array, string]>([
		['image', 'image/jpeg', jpegOf(8, 8), 'image/jpeg'],
		['image', 'image/jpg', jpegOf(8, 8), 'image/jpeg'],
		['image', 'application/octet-stream', jpegOf(8, 8), 'image/jpeg'],
		['image', '', jpegOf(8, 8), 'image/jpeg'],
		// The bytes of a picture know better than whoever named its type.
		['image', 'image/jpeg', latin('\x89PNG\r\n\x1a\n'), 'image/png'],
		['image', 'IMAGE/PNG; charset=binary', plain, 'image/png'],
		['sticker', 'image/png', animated, 'image/webp'],
		['audio', 'audio/ogg; codecs=opus', plain, 'audio/ogg'],
		['audio', 'audio/mp3', plain, 'audio/mpeg'],
		['audio', 'audio/x-m4a', latin('....ftypM4A '), 'audio/mp4'],
		['audio', 'application/octet-stream', latin('OggS'), 'audio/ogg'],
		['audio', '', latin('ID3'), 'audio/mpeg'],
		['audio', '', latin('....ftypM4A '), 'audio/mp4'],
		['video', 'video/mp4', plain, 'video/mp4'],
		['video', 'video/3gp', plain, 'video/3gpp'],
		['video', '', latin('....ftypisom'), 'video/mp4'],
		['video', '', latin('....ftyp3gp5'), 'video/3gpp'],
		['document', 'application/pdf', plain, 'application/pdf'],
		['document', '', latin('%PDF-1.7'), 'application/pdf'],
		['document', 'text/csv', plain, 'text/plain'],
		['document', 'text/html; charset=utf-8', plain, 'text/plain'],
		['document', 'image/png', plain, 'image/png'],
		[
			'document',
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
			plain,
			'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		],
	])('as %s of %j', (kind, declared, bytes, mimeType) => {
		expect(check(kind, declared, bytes)).toBe(mimeType);
	});

	it.each<[MediaKind, string, Uint8Array]>([
		['image', 'image/gif', plain],
		['image', 'image/jpeg', latin('GIF89a')],
		['image', 'image/webp', animated],
		['image', 'text/plain', plain],
		['audio', 'audio/wav', plain],
		['audio', 'text/plain', plain],
		['video', 'video/quicktime', plain],
		['video', 'image/jpeg', jpegOf(8, 8)],
		['sticker', 'image/png', plain],
		['document', 'application/zip', plain],
		['document', 'application/octet-stream', plain],
		['document', '', plain],
		['document', 'constructor', plain],
		['document', '__proto__', plain],
	])('does not exist as %s of %j', (kind, declared, bytes) => {
		expect(() => check(kind, declared, bytes)).toThrow(/^WhatsApp does not take the type /);
	});
});

describe('the size of a file', () => {
	const sizes: Array<[MediaKind, string, Uint8Array, number]> = [
		['image', 'image/jpeg', plain, 5 * MB],
		['video', 'video/mp4', plain, 16 * MB],
		['audio', 'audio/aac', plain, 16 * MB],
		['document', 'application/pdf', plain, 100 * MB],
		['sticker', 'image/webp', still, 100 * KB],
		['sticker', 'image/webp', animated, 500 * KB],
	];

	it.each(sizes)('as %s of %s (%j) is at most %i', (kind, declared, beginning, most) => {
		const bytes = new Uint8Array(most + 1);
		bytes.set(beginning);
		expect(check(kind, declared, bytes.subarray(0, most))).toBe(declared);
		expect(() => check(kind, declared, bytes)).toThrow(/is too large for a/);
		expect(() => check(kind, declared, new Uint8Array())).toThrow("The file in 'data' is empty");
	});
});

it('takes or explains any file', () => {
	const kinds = fc.constantFrom<MediaKind>('audio', 'document', 'image', 'sticker', 'video');
	const types = fc.oneof(fc.string(), fc.constantFrom('image/png', 'text/x', 'audio/mpeg;x'));
	fc.assert(
		fc.property(kinds, types, fc.uint8Array({ maxLength: 40 }), (kind, declared, bytes) => {
			try {
				expect(check(kind, declared, bytes)).toMatch(/^(audio|application|image|text|video)\/./);
			} catch (error) {
				if (!(error instanceof InputError)) throw error;
				expect(error.howToFix.length).toBeGreaterThan(20);
			}
		}),
	);
});
