import * as fc from 'fast-check';
import { jpeg } from '../../contract/client';
import { jpegSize } from '../../sandbox/jpeg';

describe('jpegSize', () => {
	it.each([
		[1, 1],
		[192, 192],
		[640, 480],
	])('reads %d × %d', (width, height) => {
		expect(jpegSize(jpeg(width, height))).toEqual({ width, height });
	});

	it('steps over other segments and fill bytes', () => {
		const plain = jpeg(20, 30);
		const comment = Buffer.from([0xff, 0xff, 0xfe, 0x00, 0x04, 0x68, 0x69]);
		const bytes = Buffer.concat([plain.subarray(0, 2), comment, plain.subarray(2)]);

		expect(jpegSize(bytes)).toEqual({ width: 20, height: 30 });
	});

	it('finds none in part of a JPEG', () => {
		const whole = jpeg(64);

		for (const length of [0, 1, 2, 3, 20, 200, whole.length - 2]) {
			expect(jpegSize(whole.subarray(0, length))).toBeUndefined();
		}
	});

	it('never throws and never hangs, whatever the bytes', () => {
		const start = Buffer.from([0xff, 0xd8]);
		const end = Buffer.from([0xff, 0xd9]);

		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (middle) => {
				const size = jpegSize(Buffer.concat([start, middle, end]));
				return size === undefined || (size.width >= 0 && size.height >= 0);
			}),
		);
	});
});
