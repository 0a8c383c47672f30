import { deflateSync, gzipSync } from 'node:zlib';
import * as fc from 'fast-check';

/** A body that 360dialog would never send, but somebody might. */
export interface OddBody {
	what: string;
	headers: Record<string, string>;
	body: Buffer | string;
}

const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.stringify(value));

/** JSON in the envelope of a delivery, wherever the senselessness begins. */
const almostDelivery = fc
	.jsonValue({ maxDepth: 2 })
	.chain((value) =>
		fc.constantFrom<unknown>(
			{ object: value },
			{ entry: value },
			{ entry: [value] },
			{ entry: [{ changes: value }] },
			{ entry: [{ changes: [value] }] },
			{ entry: [{ changes: [{ field: value, value }] }] },
			{ entry: [{ changes: [{ field: 'group_participants_update', value }] }] },
		),
	);

const fixed: OddBody[] = [
	odd('nothing', 'application/json', ''),
	odd('5 MB of JSON', 'application/json', JSON.stringify('x'.repeat(5_000_000))),
	odd(
		'5 MB of changes without sense',
		'application/json',
		JSON.stringify({ entry: Array.from({ length: 500_000 }, () => ({ a: [1] })) }),
	),
	odd('deeply nested JSON', 'application/json', '['.repeat(5_000) + ']'.repeat(5_000)),
	odd('XML', 'application/xml', '<entry><changes field="group_update"/></entry>'),
	odd('broken XML', 'text/xml', '<entry><changes>'),
	odd('an unknown character set', 'application/json; charset=klingon', '{"entry":[]}'),
	odd('no type at all', '', '{"entry":[]}'),
	odd('a strange type', 'what/ever; a=b', '{"entry":[]}'),
	odd('a form', 'application/x-www-form-urlencoded', 'entry[0][changes]=1&entry=2&%ZZ'),
	odd(
		'multipart',
		'multipart/form-data; boundary=b',
		'--b\r\nContent-Disposition: form-data; name="entry"\r\n\r\n[]\r\n--b--\r\n',
	),
	// Bytes that are no gzip are answered with 500 by n8n itself, before any trigger gets them.
	encoded('gzip', odd('gzip', 'application/json', gzipSync('{"entry":[]}'))),
	encoded('gzip', odd('gzip of text', 'text/plain', gzipSync('hello'))),
	encoded('deflate', odd('deflate', 'application/json', deflateSync('[null]'))),
];

function odd(what: string, type: string, body: Buffer | string): OddBody {
	return { what, headers: type === '' ? {} : { 'content-type': type }, body };
}

function encoded(encoding: string, { headers, ...rest }: OddBody): OddBody {
	return { ...rest, headers: { ...headers, 'content-encoding': encoding } };
}

/** A few of each kind that one can think of, then so many random ones. */
export function oddBodies(random: number): OddBody[] {
	const some = <T>(arbitrary: fc.Arbitrary<T>, seed: number) =>
		fc.sample(arbitrary, { numRuns: Math.ceil(random / 5), seed });
	return [
		...fixed,
		...some(json, 1).map((text) => odd('any JSON', 'application/json', text)),
		...some(almostDelivery, 2).map((value) =>
			odd('almost a delivery', 'application/json', JSON.stringify(value)),
		),
		...some(json, 3).map((text) => odd('broken JSON', 'application/json', text.slice(0, -1))),
		...some(json, 4).map((text) => odd('JSON as text', 'text/plain', text)),
		...some(fc.uint8Array({ maxLength: 200 }), 5).map((bytes) =>
			odd('any bytes', 'application/octet-stream', Buffer.from(bytes)),
		),
	];
}
