import { createHash, randomBytes } from 'node:crypto';
import { upload, uploaded } from './messaging';
import { codeOf, need, useSandbox } from './support';

const used = useSandbox();
const kilobyte = 1024;
const megabyte = 1024 * kilobyte;

/** Out: the beginning of an animated WebP picture, and so many bytes in all. */
function animatedWebp(bytes: number): Buffer {
	const file = Buffer.alloc(bytes);
	file.write('RIFF', 0);
	file.write('WEBPVP8X', 8);
	file[20] = 0b10;
	return file;
}

function messageOf({ data }: { data: unknown }): string {
	return JSON.stringify(data);
}

describe('an upload', () => {
	it('is kept by size and hash, and found by its id', async () => {
		const bytes = randomBytes(2000);
		const sha256 = createHash('sha256').update(bytes).digest('hex');

		const answer = await upload(used, { bytes, mimeType: 'image/png', fileName: 'ä b.png' });

		expect([answer.status, answer.data]).toEqual([200, { id: expect.stringMatching(/^\d{16}$/) }]);
		const { id } = answer.data;
		expect(used.sandbox.media()).toEqual([
			{
				id,
				mimeType: 'image/png',
				bytes: 2000,
				sha256,
				fileName: 'ä b.png',
				at: expect.any(Number),
			},
		]);
		expect((await used.client.get(`/${id}`)).data).toEqual({
			messaging_product: 'whatsapp',
			url: expect.stringContaining(`${used.sandbox.url}/`),
			mime_type: 'image/png',
			sha256,
			file_size: 2000,
			id,
		});
	});

	it('may say more about its type than is needed', async () => {
		const id = await uploaded(used, { mimeType: 'audio/ogg; codecs=opus', fileName: 'a.ogg' });

		expect((await used.client.get(`/${id}`)).data.mime_type).toBe('audio/ogg');
	});

	it.each([
		['product', { product: undefined }, /messaging_product/],
		['right product', { product: 'sms' }, /messaging_product/],
		['type', { type: undefined }, /parameter type/],
		['content', { bytes: Buffer.alloc(0) }, /empty/],
		['type that is listed', { mimeType: 'application/zip' }, /one of the following types.*zip/],
		['type at all', { mimeType: 'application/octet-stream' }, /octet-stream/],
	])('is refused without a %s', async (_name, form, sentence) => {
		const answer = await upload(used, form);

		expect([answer.status, codeOf(answer)]).toEqual([400, 100]);
		expect(messageOf(answer)).toMatch(sentence);
		expect(used.sandbox.media()).toEqual([]);
	});

	it('is refused without a file', async () => {
		const form = new FormData();
		form.set('messaging_product', 'whatsapp');
		form.set('type', 'image/png');
		expect(codeOf(await used.client.post('/media', form))).toBe(100);
		const body = { messaging_product: 'whatsapp', type: 'image/png', file: 'a.png' };
		expect(codeOf(await used.client.post('/media', body))).toBe(100);
	});

	it('may be of any type, if the reading says so', async () => {
		used.sandbox.readings.uploadTypes = 'any';

		expect((await upload(used, { mimeType: 'application/zip' })).status).toBe(200);
	});

	it.each([
		['a picture', 'image/jpeg', Buffer.alloc(5 * megabyte)],
		['a film', 'video/mp4', Buffer.alloc(16 * megabyte)],
		['a sound', 'audio/mpeg', Buffer.alloc(16 * megabyte)],
		['a document', 'application/pdf', Buffer.alloc(100 * megabyte)],
		['a sticker', 'image/webp', Buffer.alloc(100 * kilobyte)],
		['a moving sticker', 'image/webp', animatedWebp(500 * kilobyte)],
	])('of %s has a limit', async (_name, mimeType, bytes) => {
		const right = await upload(used, { mimeType, bytes });
		const larger = Buffer.concat([bytes, Buffer.alloc(1)]);
		const wrong = await upload(used, { mimeType, bytes: larger });

		expect([right.status, wrong.status, codeOf(wrong)]).toEqual([200, 400, 131053]);
		expect(used.sandbox.media()).toMatchObject([{ bytes: bytes.length }]);
	});

	it('far above every limit is refused, and the server lives on', async () => {
		const bytes = Buffer.alloc(120 * megabyte);

		expect(codeOf(await upload(used, { mimeType: 'application/pdf', bytes }))).toBe(131053);
		expect((await upload(used)).status).toBe(200);
	});

	it('too many in a second meet 360dialog’s own limit, which is not that of messages', async () => {
		used.sandbox.conditions.mediaUploadsPerSecond = 2;

		const answers = [await upload(used), await upload(used), await upload(used)];

		expect(answers.map(({ status }) => status)).toEqual([200, 200, 400]);
		expect(need(answers[2]).data.error).toMatch(/exceeded the limit of 2 requests/);
		expect(used.sandbox.media()).toHaveLength(2);
	});
});

describe('a file', () => {
	it('is downloaded from its address, with the key', async () => {
		const bytes = randomBytes(50 * kilobyte);
		const id = await uploaded(used, { bytes, mimeType: 'video/mp4' });
		const { url } = (await used.client.get(`/${id}`)).data;

		const answer = await used.client.get(url, { responseType: 'arraybuffer' });
		const without = await used.client.get(url, { headers: { 'D360-API-KEY': null } });

		expect(answer.headers['content-type']).toBe('video/mp4');
		expect(Buffer.from(answer.data).equals(bytes)).toBe(true);
		expect(without.status).toBe(401);
	});

	it('has an address at Meta, if the reading says so, and is downloaded with another host', async () => {
		used.sandbox.readings.mediaUrl = 'lookaside';
		const id = await uploaded(used);
		const url = new URL((await used.client.get(`/${id}`)).data.url);

		expect(url.host).toBe('lookaside.fbsbx.com');
		expect((await used.client.get(url.pathname + url.search)).status).toBe(200);
	});

	it.each(['mid', 'ext', 'hash'])('is not found with a wrong %s', async (name) => {
		const id = await uploaded(used);
		const url = new URL((await used.client.get(`/${id}`)).data.url);
		url.searchParams.set(name, '1');

		expect((await used.client.get(url.href)).status).toBe(404);
	});

	it('has an address that ends after five minutes', async () => {
		const id = await uploaded(used);
		const { url } = (await used.client.get(`/${id}`)).data;
		const now = Date.now();
		const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 5 * 60_000);
		try {
			expect((await used.client.get(url)).status).toBe(404);
		} finally {
			clock.mockRestore();
		}
	});

	it('has its hash in base64, if the reading says so', async () => {
		used.sandbox.readings.mediaHash = 'base64';
		const id = await uploaded(used, { bytes: Buffer.from('a') });

		expect((await used.client.get(`/${id}`)).data.sha256).toBe(
			'ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs=',
		);
	});

	it('is gone when it is deleted', async () => {
		const [id, other] = [await uploaded(used), await uploaded(used)];

		const answer = await used.client.delete(`/${id}`);

		expect([answer.status, answer.data]).toEqual([200, { success: true }]);
		expect(used.sandbox.media()).toMatchObject([{ id: other }]);
		const again = [await used.client.delete(`/${id}`), await used.client.get(`/${id}`)];
		expect(again.map(codeOf)).toEqual([100, 100]);
	});

	it('is gone after 30 days', async () => {
		const id = await uploaded(used);
		used.sandbox.expireMedia(id);

		expect(codeOf(await used.client.get(`/${id}`))).toBe(100);
		expect(used.sandbox.media()).toEqual([]);
	});

	it('keeps its hash when there are too many bytes to keep', async () => {
		const bytes = Buffer.alloc(40 * megabyte);
		const first = await uploaded(used, { bytes, mimeType: 'application/pdf' });
		const second = await uploaded(used, { bytes, mimeType: 'application/pdf' });
		const urlOf = async (id: string) => (await used.client.get(`/${id}`)).data.url;

		expect((await used.client.get(await urlOf(first))).status).toBe(404);
		expect((await used.client.get(await urlOf(second))).status).toBe(200);
		expect(used.sandbox.media()).toHaveLength(2);
	});
});
