import axios, { type AxiosInstance } from 'axios';
import { idOf, sendToGroup, sendToPerson, textOf, uploaded } from './messaging';
import { ada, ben, useSandbox } from './support';

const used = useSandbox({ statusDelayMs: 0 });
let control: AxiosInstance;

beforeAll(() => {
	control = axios.create({ baseURL: `${used.sandbox.url}/_sandbox`, proxy: false });
});

describe('the control over messages', () => {
	it('lets people write in a group, and shows what was said', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Chatty', members: [ada, ben] });
		const chat = `/groups/${id}/messages`;
		const empty = { total: 0, messages: [], windowClosesAt: null, onWhatsApp: true };
		expect((await control.get(chat)).data).toEqual(empty);

		const hello = await control.post(`/groups/${id}/write`, { waId: ada.waId, text: 'Hello' });
		const { messageId: replyTo } = hello.data;
		await control.post(`/groups/${id}/write`, { waId: ben.waId, text: 'Hi', replyTo });
		const image = { id: await uploaded(used, { fileName: 'strap.jpg' }), caption: 'Look' };
		const picture = idOf(await sendToGroup(used, id, { type: 'image', image }));
		const pin = { type: 'pin', message_id: picture, expiration_days: 3 };
		await sendToGroup(used, id, { type: 'pin', pin });
		await sendToGroup(used, id, {
			type: 'pin',
			pin: { ...pin, type: 'unpin', message_id: replyTo },
		});
		await control.post('/settled');

		const got = { [ada.waId]: 'delivered', [ben.waId]: 'delivered' };
		const { data } = await control.get(chat);
		expect(data.windowClosesAt).toBeGreaterThan(Date.now());
		expect(data.messages).toMatchObject([
			{ id: replyTo, author: ada, text: 'Hello', pinned: false },
			{ author: ben, text: 'Hi', answered: 'Hello' },
			{ type: 'image', file: 'strap.jpg', text: 'Look', pinned: true, statuses: got, sent: true },
			{ type: 'pin', text: '' },
			{ type: 'unpin' },
		]);
		expect((await control.get(chat, { params: { limit: 1 } })).data).toMatchObject({
			total: 5,
			messages: [{ type: 'unpin' }],
		});
	});

	it('lets a person read all that arrived, once', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Chatty', members: [ada, ben] });
		used.sandbox.writeMessage(id, ada.waId, 'Hello');
		for (const text of ['one', 'two']) await sendToGroup(used, id, textOf(text));
		used.sandbox.failNextMessage();
		await sendToGroup(used, id, textOf('lost'));
		await control.post('/settled');
		const read = async () => (await control.post('/read-chat', { chat: id, waId: ben.waId })).data;

		expect([await read(), await read()]).toEqual([{ read: 2 }, { read: 0 }]);
		expect(used.sandbox.webhooks.count({ type: 'read' })).toBe(2);
		const { data } = await control.get(`/groups/${id}/messages`);
		expect(data.messages).toMatchObject([
			{},
			{ statuses: { [ada.waId]: 'delivered', [ben.waId]: 'read' } },
			{ statuses: { [ada.waId]: 'delivered', [ben.waId]: 'read' } },
			{ failed: { code: 131026 } },
		]);
	});

	it('lets a person talk to the business, and shows that conversation', async () => {
		await control.post('/write-to-business', { person: ada, text: 'Hello' });
		const messageId = idOf(await sendToPerson(used, ada.waId, textOf('Hi')));
		await control.post('/settled');
		await control.post(`/messages/${encodeURIComponent(messageId)}/read`, { waId: ada.waId });

		const { data } = await control.get(`/people/${ada.waId}/messages`);
		expect(data.messages).toMatchObject([
			{ author: ada, text: 'Hello' },
			{ id: messageId, text: 'Hi', statuses: { [ada.waId]: 'read' } },
		]);
		await control.post('/close-window', { recipient: ada.waId });
		expect(used.sandbox.windowIsOpen(ada.waId)).toBe(false);
		await control.post('/on-whatsapp', { waId: ada.waId, onWhatsApp: false });
		const { data: away } = await control.get(`/people/${ada.waId}/messages`);
		expect(away).toMatchObject({ windowClosesAt: null, onWhatsApp: false });
	});

	it('shows what was sent and what was uploaded', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'Chatty', members: [ada] });
		used.sandbox.writeMessage(id, ada.waId, 'Hello');
		const file = await uploaded(used);
		for (const text of ['one', 'two']) await sendToGroup(used, id, textOf(text));
		await control.post('/settled');

		expect((await control.get('/messages')).data).toEqual({
			total: 2,
			messages: used.sandbox.messages(),
		});
		expect((await control.get('/messages?limit=1')).data.messages).toMatchObject([{ text: 'two' }]);
		expect((await control.get('/media')).data).toEqual(used.sandbox.media());
		await control.post(`/media/${file}/expire`);
		expect((await control.get('/media')).data).toEqual([]);
	});

	it('makes the next message fail', async () => {
		await control.post('/fail-next-message', { code: 131000 });
		used.sandbox.writeToBusiness(ada, 'Hello');
		await sendToPerson(used, ada.waId, textOf('Hi'));
		await control.post('/settled');

		expect(used.sandbox.messages()).toMatchObject([{ failed: { code: 131000 } }]);
	});
});
