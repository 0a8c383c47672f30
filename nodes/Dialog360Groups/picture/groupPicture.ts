import { readJpeg, type JpegProblem } from './jpeg';

/** Limits of a group picture: reference/groups-api.md, section 1. */
export const MAX_PICTURE_BYTES = 5 * 1024 * 1024;
/**
 * Meta's guide says "192 by 192 or larger", its error 131210 "greater than 192". 192 is let through:
 * refusing a picture that WhatsApp would take is worse than passing on its refusal.
 */
export const MIN_PICTURE_PIXELS = 192;

/** Why a picture can't become a group's picture, with the facts for a message. */
export type GroupPictureProblem =
	| JpegProblem
	| { problem: 'tooLarge'; size: number }
	| { problem: 'tooSmall'; width: number; height: number }
	| { problem: 'notSquare'; width: number; height: number };

/** Checks a picture's bytes before they are sent. Out: the first problem, `undefined` if none. */
export function checkGroupPicture(bytes: Uint8Array): GroupPictureProblem | undefined {
	const jpeg = readJpeg(bytes);
	if ('problem' in jpeg && jpeg.problem === 'notJpeg') return jpeg;
	if (bytes.length > MAX_PICTURE_BYTES) return { problem: 'tooLarge', size: bytes.length };
	if ('problem' in jpeg) return jpeg;
	const { width, height } = jpeg;
	if (Math.min(width, height) < MIN_PICTURE_PIXELS) return { problem: 'tooSmall', width, height };
	if (width !== height) return { problem: 'notSquare', width, height };
	return undefined;
}
