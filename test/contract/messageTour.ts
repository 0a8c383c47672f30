import type { AxiosInstance } from 'axios';
import type { Person, Sandbox } from '../sandbox/types';
import { jpeg } from './client';

const messaging_product = 'whatsapp';

const reader: Person = { waId: '12025550150', name: 'Reader' };
const hidden: Person = { waId: '447700900998', username: '@reader', userId: 'GB.4478' };
const text = { type: 'text', text: { body: 'Hello', preview_url: false } };
const templateOf = (name: string) => ({ type: 'template', template: { name, language } });
const language = { code: 'en_US' };

async function upload(client: AxiosInstance, type: string, bytes: Buffer): Promise<string> {
	const form = new FormData();
	form.set('messaging_product', messaging_product);
	form.set('type', type);
	form.set('file', new Blob([new Uint8Array(bytes)], { type }), 'file');
	const { data } = await client.post('/media', form);
	return String(data.id);
}

/** Uploads, looks up, downloads and deletes files, right and wrong. */
export async function mediaCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	const id = await upload(client, 'image/jpeg', jpeg(8));
	await upload(client, 'application/zip', Buffer.from('PK'));
	await upload(client, 'image/webp', Buffer.alloc(101 * 1024));
	await client.post('/media', { messaging_product });
	const { data } = await client.get(`/${id}`);
	const { pathname, search } = new URL(data.url);
	await client.get(pathname + search);
	await client.get(`${pathname}?mid=1`);
	await client.delete(`/${id}`);
	await client.delete(`/${id}`);
	await client.get(`/${id}`);
	sandbox.conditions.mediaUploadsPerSecond = 1;
	await upload(client, 'image/png', Buffer.from('a'));
	await upload(client, 'image/png', Buffer.from('b'));
	sandbox.conditions.mediaUploadsPerSecond = 0;
}

/** Sends every kind of message, right and wrong, and lets people write and read. */
export async function messageCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	const members = [reader, hidden];
	const { id: to } = sandbox.addGroup({ subject: 'Written to', members });
	const send = async (body: object) =>
		await client.post('/messages', { messaging_product, ...body });
	const toGroup = async (body: object) => await send({ recipient_type: 'group', to, ...body });
	const toPerson = async (body: object) => await send({ to: `+${reader.waId}`, ...body });

	await toGroup(text);
	await toPerson(text);
	const message_id = sandbox.writeMessage(to, reader.waId, 'Hello');
	sandbox.writeMessage(to, hidden.waId, 'Hi', { replyTo: message_id });
	sandbox.writeToBusiness(hidden, 'Hello');
	sandbox.writeToBusiness(reader, 'Hello');

	const { data } = await toGroup({ ...text, context: { message_id } });
	await toPerson(text);
	await sandbox.settled();
	const sent = String(data.messages?.[0]?.id);
	for (const { waId } of members) sandbox.readMessage(sent, waId);
	sandbox.writeMessage(to, reader.waId, 'Thanks', { replyTo: sent });
	sandbox.failNextMessage();
	await toPerson(text);

	const image = { id: await upload(client, 'image/png', Buffer.from('a')), caption: 'Look' };
	await toGroup({ type: 'image', image });
	await toGroup({ type: 'video', video: image });
	await toGroup({ type: 'image', image: { id: '1' } });
	await toGroup({ type: 'document', document: { link: 'https://example.org/a.pdf' } });
	await toGroup({ type: 'audio', audio: { link: 'https://files.invalid/a.mp3' } });
	const sticker = { id: await upload(client, 'image/webp', Buffer.from('a')) };
	await toGroup({ type: 'sticker', sticker });
	await toGroup({ type: 'location', location: { latitude: 1, longitude: 2 } });
	await toGroup({ type: 'interactive', interactive: { type: 'button' } });
	await toGroup({ type: 'pin', pin: { type: 'pin', message_id: sent, expiration_days: 1 } });
	await toGroup({ type: 'pin', pin: { type: 'pin', message_id: sent } });
	await toGroup({ type: 'pin', pin: { type: 'unpin', message_id: sent } });

	sandbox.addTemplate({ name: 'toured_offer', category: 'MARKETING' });
	sandbox.addTemplate({ name: 'toured_news', category: 'UTILITY' });
	await toGroup(templateOf('toured_offer'));
	await toGroup(templateOf('toured_news'));
	await toPerson(templateOf('toured_news'));
	await toPerson(templateOf('toured_by_nobody'));

	await send({ ...text, recipient_type: 'group', to: 'no-such-group' });
	await send({ ...text, to });
	await toGroup({ type: 'text', text: { body: '' } });
	const { id: empty } = sandbox.addGroup({ subject: 'Empty' });
	await toGroup({ ...text, to: empty });
	sandbox.suspend(to, true);
	await toGroup(text);
	sandbox.suspend(to, false);
	sandbox.conditions.messageRateLimitPerSecond = 1;
	await toGroup(text);
	await toGroup(text);
	sandbox.conditions.messageRateLimitPerSecond = 0;
	await sandbox.settled();
}
