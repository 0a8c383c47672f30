import { uploadMedia } from '../../../nodes/Dialog360Groups/api/media';
import { failureOf } from './support/failures';
import { clientSaying } from './support/fakeClient';

const file = { bytes: new Uint8Array([1, 2, 3]), mimeType: 'image/png', fileName: 'a "b".png' };

describe('an upload', () => {
	it('carries the file with its type and name, in a form that is new for every try', async () => {
		const client = clientSaying({ id: '1037543291543636' });
		expect(await uploadMedia(client, file)).toBe('1037543291543636');
		const [call] = client.calls;
		expect(call).toMatchObject({ method: 'POST', path: ['media'], isIdempotent: true });
		for (const form of [call?.form?.(), call?.form?.()]) {
			const part = form?.get('file');
			if (!(part instanceof File)) throw new Error('There is no file');
			expect([...(form?.keys() ?? [])]).toEqual(['messaging_product', 'type', 'file']);
			expect(form?.get('messaging_product')).toBe('whatsapp');
			expect(form?.get('type')).toBe('image/png');
			expect(part).toMatchObject({ type: 'image/png', name: 'a "b".png' });
			expect(new Uint8Array(await part.arrayBuffer())).toEqual(file.bytes);
		}
		expect(call?.form?.()).not.toBe(call?.form?.());
	});

	it.each([[{ id: 5 }, '5']])('answered with %j has the ID %s', async (body, mediaId) => {
		expect(await uploadMedia(clientSaying(body), file)).toBe(mediaId);
	});

	it.each([[{}], [{ id: '' }], [{ media: [{ id: '1' }] }]])(
		'answered with %j did no harm, whatever became of it',
		async (body) => {
			expect(await failureOf(uploadMedia(clientSaying(body), file))).toMatchObject({
				kind: 'interrupted',
				isWrite: false,
			});
		},
	);
});
