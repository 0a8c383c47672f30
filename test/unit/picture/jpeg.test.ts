import fc from 'fast-check';
import { decode } from 'jpeg-js';

import { readJpeg } from '../../../nodes/Dialog360Groups/picture';
import { bytesOf, encodedJpeg, ENTROPY, EOI, frame, scan, segment, SOI } from './jpegBytes';

const ascii = (text: string): number[] => [...text].map((character) => character.charCodeAt(0));
const APP1 = 0xe1;
const thumbnail = [...SOI, ...frame(0xc0, 16, 12), ...scan(...ENTROPY), ...EOI];

describe('readJpeg', () => {
	it.each([
		[192, 192],
		[640, 480],
		[1, 1],
		[17, 300],
	])('reads the size of an encoded picture of %d × %d', (width, height) => {
		const bytes = encodedJpeg(width, height);
		expect(readJpeg(bytes)).toEqual({ width, height });
		const decoded = decode(bytes);
		expect([decoded.width, decoded.height]).toEqual([width, height]);
	});

	it.each<[string, Uint8Array]>([
		['baseline', bytesOf(SOI, frame(0xc0, 300, 200), scan(...ENTROPY), EOI)],
		['in grey', bytesOf(SOI, frame(0xc0, 300, 200, 1), scan(...ENTROPY), EOI)],
		[
			'progressive, with tables between its scans',
			bytesOf(
				SOI,
				frame(0xc2, 300, 200),
				scan(...ENTROPY),
				segment(0xc4, 0, 1, 2),
				scan(...ENTROPY),
				scan(1),
				EOI,
			),
		],
		['arithmetic (SOF9)', bytesOf(SOI, segment(0xcc, 0, 1), frame(0xc9, 300, 200), scan(1), EOI)],
		['lossless (SOF3)', bytesOf(SOI, frame(0xc3, 300, 200), scan(1), EOI)],
		['SOF15', bytesOf(SOI, frame(0xcf, 300, 200), scan(1), EOI)],
		[
			'with Huffman tables, an extension and arithmetic conditioning before the frame',
			bytesOf(
				SOI,
				segment(0xc4, ...Array<number>(20).fill(9)),
				segment(0xc8, ...Array<number>(20).fill(9)),
				segment(0xcc, ...Array<number>(20).fill(9)),
				frame(0xc1, 300, 200),
				scan(1),
				EOI,
			),
		],
		[
			'with fill bytes before every marker',
			bytesOf(
				SOI,
				[0xff, 0xff],
				frame(0xc0, 300, 200),
				[0xff],
				scan(...ENTROPY, 0xff, 0xff, 0xff),
				EOI,
			),
		],
		[
			'with a thumbnail in its EXIF data',
			bytesOf(
				SOI,
				segment(APP1, ...ascii('Exif\0\0'), ...thumbnail),
				frame(0xc0, 300, 200),
				scan(...ENTROPY),
				EOI,
			),
		],
		[
			'with a comment that looks like markers',
			bytesOf(
				SOI,
				segment(0xfe, ...EOI, ...frame(0xc0, 1, 1)),
				frame(0xc0, 300, 200),
				scan(1),
				EOI,
			),
		],
		[
			'with markers that have no length',
			bytesOf(SOI, [0xff, 0x01], [0xff, 0xd3], frame(0xc0, 300, 200), scan(1), EOI),
		],
		[
			'with its height after the first scan',
			bytesOf(SOI, frame(0xc0, 300, 0), scan(...ENTROPY), segment(0xdc, 0, 200), EOI),
		],
		[
			'with more after its end',
			bytesOf(SOI, frame(0xc0, 300, 200), scan(1), EOI, thumbnail, [0, 0xff, 1]),
		],
	])('reads a picture %s', (_, bytes) => {
		expect(readJpeg(bytes)).toEqual({ width: 300, height: 200 });
	});

	it('reads a part of a larger buffer', () => {
		const jpeg = encodedJpeg(192, 192);
		const larger = Buffer.concat([Buffer.from('before'), jpeg, Buffer.from('after')]);
		expect(readJpeg(larger.subarray(6, 6 + jpeg.length))).toEqual({ width: 192, height: 192 });
	});

	it.each<[string, number[]]>([
		['PNG', [0x89, ...ascii('PNG\r\n\x1a\n')]],
		['GIF', ascii('GIF89a')],
		['WebP', ascii('RIFF\x10\0\0\0WEBPVP8 ')],
		['HEIC', [0, 0, 0, 24, ...ascii('ftypheic')]],
		['HEIC', [0, 0, 0, 24, ...ascii('ftypmif1')]],
		['AVIF', [0, 0, 0, 28, ...ascii('ftypavif')]],
		['PDF', ascii('%PDF-1.7\n')],
		['BMP', [...ascii('BM'), 70, 0, 0, 0, 0, 0, 0, 0, 54]],
		['TIFF', ascii('II*\0')],
		['TIFF', ascii('MM\0*')],
		['SVG', ascii('<svg xmlns="http://www.w3.org/2000/svg"/>')],
		['SVG', ascii('\xEF\xBB\xBF\n<?xml version="1.0"?>\n<!-- a --><svg/>')],
		['SVG', ascii('<!DOCTYPE svg PUBLIC "">')],
	])('knows a %s when it sees one', (found, head) => {
		expect(readJpeg(bytesOf(head))).toEqual({ problem: 'notJpeg', found });
		expect(readJpeg(bytesOf(head, Array<number>(5000).fill(7)))).toEqual({
			problem: 'notJpeg',
			found,
		});
	});

	it.each<[string, number[]]>([
		['text', ascii('not a picture')],
		['a JPEG written as text', ascii('/9j/4AAQSkZJRgABAQ')],
		['an error page', ascii('<!DOCTYPE html><html>')],
		['BM alone', ascii('BMW, a car')],
		['zeros', Array<number>(100).fill(0)],
		['MP3 sound', [0xff, 0xfb, 0x90, 0]],
		['one byte', [1]],
	])('calls %s no JPEG', (_, bytes) => {
		expect(readJpeg(bytesOf(bytes))).toEqual({ problem: 'notJpeg' });
	});

	it.each<[string, Uint8Array, string]>([
		['nothing', bytesOf(), 'empty'],
		['its first byte', bytesOf([0xff]), 'truncated'],
		['its start', bytesOf(SOI), 'truncated'],
		['no end', bytesOf(SOI, frame(0xc0, 9, 9), scan(...ENTROPY)), 'truncated'],
		['half an end', bytesOf(SOI, frame(0xc0, 9, 9), scan(...ENTROPY), [0xff]), 'truncated'],
		['only fill bytes', bytesOf(SOI, [0xff, 0xff, 0xff]), 'truncated'],
		['a segment longer than the file', bytesOf(SOI, [0xff, 0xe0, 0x10, 0]), 'truncated'],
		[
			'an end only in its thumbnail',
			bytesOf(SOI, segment(APP1, ...thumbnail), frame(0xc0, 9, 9), scan(1)),
			'truncated',
		],
		['no marker after its start', bytesOf(SOI, [0, 1, 2]), 'corrupt'],
		['a stuffed byte outside a scan', bytesOf(SOI, [0xff, 0]), 'corrupt'],
		['a second start', bytesOf(SOI, SOI, frame(0xc0, 9, 9), scan(1), EOI), 'corrupt'],
		['a segment of length 1', bytesOf(SOI, [0xff, 0xe0, 0, 1], EOI), 'corrupt'],
		['no frame', bytesOf(SOI, EOI), 'corrupt'],
		['a scan before its frame', bytesOf(SOI, scan(1), frame(0xc0, 9, 9), EOI), 'corrupt'],
		['a frame without picture data', bytesOf(SOI, frame(0xc0, 9, 9), EOI), 'corrupt'],
		['an empty scan', bytesOf(SOI, frame(0xc0, 9, 9), scan(), EOI), 'corrupt'],
		['no width', bytesOf(SOI, frame(0xc0, 0, 9), scan(1), EOI), 'corrupt'],
		['no height', bytesOf(SOI, frame(0xc0, 9, 0), scan(1), EOI), 'corrupt'],
		['no components', bytesOf(SOI, frame(0xc0, 9, 9, 0), scan(1), EOI), 'corrupt'],
		['a short frame', bytesOf(SOI, segment(0xc0, 8, 0, 9), scan(1), EOI), 'corrupt'],
		['a frame too long', bytesOf(SOI, segment(0xc0, 8, 0, 9, 0, 9, 1, 0, 0, 0, 0), EOI), 'corrupt'],
	])('refuses a file with %s', (_, bytes, problem) => {
		expect(readJpeg(bytes)).toEqual({ problem });
	});

	it('refuses every picture that was cut before its end', () => {
		const pictures = [
			encodedJpeg(40, 40),
			bytesOf(SOI, frame(0xc2, 9, 9), scan(...ENTROPY), segment(0xc4, 1), scan(1), EOI),
			bytesOf(SOI, segment(APP1, ...thumbnail), frame(0xc0, 9, 9), scan(...ENTROPY, 0xff), EOI),
		];
		for (const whole of pictures) {
			expect(readJpeg(whole)).toHaveProperty('width');
			for (let length = 0; length < whole.length; length++) {
				const problem = length === 0 ? 'empty' : 'truncated';
				expect([length, readJpeg(whole.subarray(0, length))]).toEqual([length, { problem }]);
			}
		}
	});

	it('refuses cut pictures of any size and quality', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 60 }),
				fc.integer({ min: 1, max: 100 }),
				fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
				(width, height, quality, where) => {
					const whole = encodedJpeg(width, height, quality);
					expect(readJpeg(whole)).toEqual({ width, height });
					const cut = whole.subarray(0, Math.floor(where * whole.length));
					expect(readJpeg(cut)).toHaveProperty('problem');
				},
			),
		);
	});

	const isAnswer = (answer: ReturnType<typeof readJpeg>): boolean =>
		'problem' in answer ? answer.problem.length > 0 : answer.width > 0 && answer.height > 0;

	it('answers for any bytes', () => {
		const markers = fc.constantFrom(0xff, 0xd8, 0xd9, 0xda, 0xc0, 0xc4, 0xd0, 0, 2, 8);
		const bytes = fc.oneof(
			fc.uint8Array({ maxLength: 400 }),
			fc.array(markers, { maxLength: 400 }).map((list) => bytesOf(SOI, list)),
			fc.array(markers, { maxLength: 400 }).map((list) => bytesOf(SOI, frame(0xc0, 9, 9), list)),
		);
		fc.assert(
			fc.property(bytes, (input) => isAnswer(readJpeg(input))),
			{ numRuns: 20_000 },
		);
	});

	it('answers for a picture with any bytes changed', () => {
		const whole = encodedJpeg(48, 48);
		const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), {
			minLength: 1,
			maxLength: 20,
		});
		fc.assert(
			fc.property(changes, (list) => {
				const changed = whole.slice();
				for (const [at, byte] of list) changed[at] = byte;
				return isAnswer(readJpeg(changed));
			}),
			{ numRuns: 5000 },
		);
	});

	it.each<[string, number[]]>([
		['plain data', [0x55]],
		['stuffed bytes', [0xff, 0]],
		['restart markers', [0xff, 0xd0]],
		['fill bytes', [0xff]],
		['empty segments', [0xff, 0xe0, 0, 2]],
		['scans', scan(1)],
	])('takes little time for 5 MB of %s', (_, pattern) => {
		const head = bytesOf(SOI, frame(0xc0, 300, 300), scan(1));
		const bytes = new Uint8Array(5 * 1024 * 1024);
		bytes.set(head);
		for (let n = head.length; n < bytes.length; n++) {
			bytes[n] = pattern[(n - head.length) % pattern.length] ?? 0;
		}
		const started = performance.now();
		expect(readJpeg(bytes)).toEqual({ problem: 'truncated' });
		expect(performance.now() - started).toBeLessThan(1000);
	});
});
