import {
	checkGroupPicture,
	MAX_PICTURE_BYTES,
	MIN_PICTURE_PIXELS,
} from '../../../nodes/Dialog360Groups/picture';
import { bytesOf, encodedJpeg, frame, scan, SOI } from './jpegBytes';

/** A whole picture followed by zeros, up to a size in bytes. */
function padded(size: number): Uint8Array {
	const bytes = new Uint8Array(size);
	bytes.set(encodedJpeg(200, 200));
	return bytes;
}

describe('checkGroupPicture', () => {
	it('knows the limits of WhatsApp', () => {
		expect([MAX_PICTURE_BYTES, MIN_PICTURE_PIXELS]).toEqual([5_242_880, 192]);
	});

	it.each<[string, Uint8Array]>([
		['192 × 192', encodedJpeg(192, 192)],
		['640 × 640', encodedJpeg(640, 640)],
		['exactly 5 MB', padded(MAX_PICTURE_BYTES)],
	])('lets a picture of %s through', (_, bytes) => {
		expect(checkGroupPicture(bytes)).toBeUndefined();
	});

	it.each<[string, Uint8Array, object]>([
		['no bytes', new Uint8Array(), { problem: 'empty' }],
		['a PNG', bytesOf([0x89, 0x50, 0x4e, 0x47, 13, 10]), { problem: 'notJpeg', found: 'PNG' }],
		['an unknown file', bytesOf([1, 2, 3]), { problem: 'notJpeg' }],
		['half a JPEG', encodedJpeg(192, 192).subarray(0, 3000), { problem: 'truncated' }],
		['a broken JPEG', bytesOf(SOI, scan(1)), { problem: 'corrupt' }],
		[
			'a byte too many',
			padded(MAX_PICTURE_BYTES + 1),
			{ problem: 'tooLarge', size: MAX_PICTURE_BYTES + 1 },
		],
		['191 px', encodedJpeg(191, 191), { problem: 'tooSmall', width: 191, height: 191 }],
		['one short side', encodedJpeg(500, 191), { problem: 'tooSmall', width: 500, height: 191 }],
		['640 × 480', encodedJpeg(640, 480), { problem: 'notSquare', width: 640, height: 480 }],
		['192 × 193', encodedJpeg(192, 193), { problem: 'notSquare', width: 192, height: 193 }],
	])('refuses %s', (_, bytes, problem) => {
		expect(checkGroupPicture(bytes)).toEqual(problem);
	});

	it('names the kind of file before its size, and its size before what is wrong inside', () => {
		const size = MAX_PICTURE_BYTES + 10;
		const bytes = new Uint8Array(size);
		bytes.set([0x47, 0x49, 0x46, 0x38]);
		expect(checkGroupPicture(bytes)).toEqual({ problem: 'notJpeg', found: 'GIF' });
		bytes.set(bytesOf(SOI, frame(0xc0, 9, 9)));
		expect(checkGroupPicture(bytes)).toEqual({ problem: 'tooLarge', size });
	});
});
