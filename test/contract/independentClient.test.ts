import { GraphApiError, WhatsAppClient } from '@kapso/whatsapp-cloud-api';
import type { AxiosInstance } from 'axios';
import { startSandbox } from '../sandbox';
import { business } from '../sandbox/ids';
import type { Group, Person, RecordedRequest, Sandbox } from '../sandbox/types';
import { checkRecorded } from './answers';
import { clientOf, jpeg } from './client';
import { graphFetch } from './graphAdapter';
import { requestViolations } from './requests';

/**
 * A client that others wrote for Meta's Cloud API, and that knows nothing of this sandbox. What it
 * sends must be what the schemas of requests allow, and what it gets must be what our own client gets.
 */

const messaging_product = 'whatsapp';
const phoneNumberId = business.phoneNumberId;
const businessAccountId = business.wabaId;
const ada: Person = { waId: '12025550111' };
const link = 'https://example.org/file';
const code = 'en_US';

let sandbox: Sandbox;
let theirs: WhatsAppClient;
let ours: AxiosInstance;
let group: Group;
/** What somebody wrote into the group, and to the business. */
let written: { group: string; person: string };

beforeAll(async () => {
	sandbox = await startSandbox({ templateApprovalMs: 1 });
	ours = clientOf(sandbox);
	theirs = new WhatsAppClient({
		accessToken: 'a-token-of-meta',
		baseUrl: sandbox.url,
		fetch: graphFetch(sandbox),
	});
});

beforeEach(() => {
	group = sandbox.addGroup({ subject: 'One', members: [ada] });
	written = {
		group: sandbox.writeMessage(group.id, ada.waId, 'Hello'),
		person: sandbox.writeToBusiness(ada, 'Hello'),
	};
	sandbox.addTemplate({
		name: 'group_invite_en',
		components: [{ type: 'BODY', text: 'Join us: {{1}} We talk about {{2}}.' }],
	});
	sandbox.addTemplate({
		name: 'news',
		components: [
			{ type: 'HEADER', format: 'IMAGE' },
			{ type: 'BODY', text: 'Hello!' },
			{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Look', url: 'https://a.org/{{1}}' }] },
		],
	});
});

afterEach(async () => {
	try {
		await sandbox.settled();
		checkRecorded(sandbox);
	} finally {
		sandbox.reset();
	}
});

afterAll(async () => {
	await sandbox.close();
});

function last(): RecordedRequest {
	const request = sandbox.requests.last();
	if (request === undefined) throw new Error('Nothing was recorded');
	return request;
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** Out: the same with keys as their client writes them. */
function inCamelCase(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(inCamelCase);
	if (!isObject(value)) return value;
	const entries = Object.entries(value).map(([key, one]) => [
		key.replace(/_([a-z])/g, (_whole, letter: string) => letter.toUpperCase()),
		inCamelCase(one),
	]);
	return Object.fromEntries(entries);
}

/** Out: the answer without what is new in every answer. */
function withoutIds(answer: unknown): unknown {
	return JSON.parse(
		JSON.stringify(answer, (key, value: unknown) =>
			['id', 'fbtrace_id', 'fbtraceId'].includes(key) ? typeof value : value,
		),
	);
}

type Recipient = { recipientType?: 'group' | 'individual'; to: string };
type Send = (to: Recipient & { phoneNumberId: string }) => Promise<unknown>;

/** What is sent: with their client, and as the body that is documented for it. */
const messages: Array<[what: string, send: Send, content: () => object]> = [
	[
		'a text',
		async (to) => await theirs.messages.sendText({ ...to, body: 'Hi', previewUrl: true }),
		() => ({ type: 'text', text: { body: 'Hi', preview_url: true } }),
	],
	[
		'a picture from an address',
		async (to) => await theirs.messages.sendImage({ ...to, image: { link, caption: 'Look' } }),
		() => ({ type: 'image', image: { link, caption: 'Look' } }),
	],
	[
		'a video',
		async (to) => await theirs.messages.sendVideo({ ...to, video: { link } }),
		() => ({ type: 'video', video: { link } }),
	],
	[
		'a sound',
		async (to) => await theirs.messages.sendAudio({ ...to, audio: { link } }),
		() => ({ type: 'audio', audio: { link } }),
	],
	[
		'a document',
		async (to) =>
			await theirs.messages.sendDocument({ ...to, document: { link, filename: 'menu.pdf' } }),
		() => ({ type: 'document', document: { link, filename: 'menu.pdf' } }),
	],
	[
		'a sticker',
		async (to) => await theirs.messages.sendSticker({ ...to, sticker: { link } }),
		() => ({ type: 'sticker', sticker: { link } }),
	],
	[
		'a reply',
		async (to) =>
			await theirs.messages.sendText({
				...{ ...to, body: 'Hi' },
				contextMessageId: to.recipientType === 'group' ? written.group : written.person,
			}),
		() => ({ type: 'text', text: { body: 'Hi' } }),
	],
	[
		'a template with picture and button',
		async (to) =>
			await theirs.messages.sendTemplate({
				...to,
				template: {
					name: 'news',
					language: { code },
					components: [
						{ type: 'header', parameters: [{ type: 'image', image: { link } }] },
						{
							type: 'button',
							subType: 'url',
							index: 0,
							parameters: [{ type: 'text', text: 'b' }],
						},
					],
				},
			}),
		() => ({
			type: 'template',
			template: {
				name: 'news',
				language: { code },
				components: [
					{ type: 'header', parameters: [{ type: 'image', image: { link } }] },
					{ type: 'button', sub_type: 'url', index: 0, parameters: [{ type: 'text', text: 'b' }] },
				],
			},
		}),
	],
];

const recipients: Array<[who: string, recipient: () => Recipient]> = [
	['a person', () => ({ recipientType: 'individual', to: ada.waId })],
	['a group', () => ({ recipientType: 'group', to: group.id })],
];

describe.each(recipients)('to %s', (_who, recipient) => {
	it.each(messages)('%s', async (what, send, content) => {
		const { recipientType, to } = recipient();
		const theirAnswer = await send({ ...recipient(), phoneNumberId });
		const theirRequest = last();
		const context =
			what === 'a reply'
				? { context: { message_id: recipientType === 'group' ? written.group : written.person } }
				: {};
		const body = { messaging_product, recipient_type: recipientType, to, ...content(), ...context };

		const ourAnswer = await ours.post('/messages', body);

		expect(theirRequest).toMatchObject({ method: 'POST', path: '/messages', status: 200 });
		expect(theirRequest.body).toEqual(body);
		expect(theirAnswer).toEqual(inCamelCase(theirRequest.answer));
		expect(withoutIds(theirRequest.answer)).toEqual(withoutIds(ourAnswer.data));
		const [one, other] = sandbox.messages();
		expect({ ...one, id: '', at: 0, statuses: [] }).toEqual({
			...{ ...other, id: '', at: 0, statuses: [] },
		});
		// Meta documents the index of a button as a text, and takes the number that this client sends.
		if (!what.includes('button')) expect(requestViolations(theirRequest)).toEqual([]);
	});
});

it('an invitation arrives with the link', async () => {
	await theirs.messages.sendRaw({
		phoneNumberId,
		payload: {
			messaging_product,
			to: ada.waId,
			type: 'template',
			template: {
				name: 'group_invite_en',
				language: { code },
				components: [
					{
						type: 'body',
						parameters: [
							{ type: 'group_id', group_id: group.id },
							{ type: 'text', text: 'bread' },
						],
					},
				],
			},
		},
	});

	expect(requestViolations(last())).toEqual([]);
	expect(sandbox.messages()).toMatchObject([
		{ text: `Join us: ${group.inviteLink} We talk about bread.` },
	]);
});

it('a pin', async () => {
	const pin = { type: 'pin', message_id: written.group, expiration_days: 4 };
	await theirs.messages.sendRaw({
		phoneNumberId,
		payload: { messaging_product, recipient_type: 'group', to: group.id, type: 'pin', pin },
	});

	expect(requestViolations(last())).toEqual([]);
	expect(sandbox.pins(group.id)).toEqual([written.group]);
});

describe('files', () => {
	const bytes = jpeg(20);

	async function upload(): Promise<string> {
		const { id } = await theirs.media.upload({
			...{ phoneNumberId, type: 'image/jpeg', fileName: 'a.jpg' },
			file: new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }),
		});
		return id;
	}

	it('are uploaded, sent, described, fetched and deleted', async () => {
		const id = await upload();
		expect(requestViolations(last())).toEqual([]);
		await theirs.messages.sendImage({ phoneNumberId, to: ada.waId, image: { id } });
		expect(sandbox.messages()).toMatchObject([{ mediaId: id }]);

		const theirAnswer = await theirs.media.get({ mediaId: id });
		const { data } = await ours.get(`/${id}`);
		expect(theirAnswer).toEqual({
			...Object(inCamelCase(data)),
			// The address changes with the time.
			url: expect.stringContaining(`mid=${id}`),
		});
		const content = await theirs.media.download({ mediaId: id, as: 'blob' });
		if (!(content instanceof Blob)) throw new Error('The client gave no blob');
		expect(Buffer.from(await content.arrayBuffer()).equals(bytes)).toBe(true);
		expect(sandbox.media()).toMatchObject([{ id, bytes: bytes.length, fileName: 'a.jpg' }]);

		expect(await theirs.media.delete({ mediaId: id })).toEqual({ success: true });
		expect(requestViolations(last())).toEqual([]);
		expect(sandbox.media()).toEqual([]);
	});
});

describe('templates', () => {
	const body = { type: 'BODY', text: 'Hello {{1}}!', example: { body_text: [['Ada']] } };

	it('are created, listed and deleted', async () => {
		const theirAnswer = await theirs.templates.create({
			...{ businessAccountId, name: 'theirs', language: code, category: 'UTILITY' },
			components: [body],
		});
		const ourAnswer = await ours.post('/v1/configs/templates', {
			...{ name: 'ours', language: code, category: 'UTILITY' },
			components: [body],
		});
		await sandbox.settled();
		expect(withoutIds(theirAnswer)).toEqual(withoutIds(ourAnswer.data));

		// The list of 360dialog has another form than that of Meta, which this client does not mind.
		const list: unknown = await theirs.templates.list({ businessAccountId, limit: 10 });
		const { data } = await ours.get('/v1/configs/templates', { params: { limit: 10 } });
		expect(list).toEqual(inCamelCase(data));
		const components = sandbox.templates().slice(-2);
		expect(components[0]?.components).toEqual(components[1]?.components);

		expect(await theirs.templates.delete({ businessAccountId, name: 'theirs' })).toEqual({
			success: true,
		});
		expect(sandbox.templates().map(({ name }) => name)).not.toContain('theirs');
	});
});

describe('refusals', () => {
	const text = (to: Recipient) => ({
		send: async () => await theirs.messages.sendText({ ...to, phoneNumberId, body: 'Hi' }),
		body: { recipient_type: to.recipientType, to: to.to, type: 'text', text: { body: 'Hi' } },
	});
	const template = (name: string, components?: []) => ({
		send: async () =>
			await theirs.messages.sendTemplate({
				...{ phoneNumberId, to: ada.waId },
				template: { name, language: { code }, ...(components ? { components } : {}) },
			}),
		body: { to: ada.waId, type: 'template', template: { name, language: { code }, components } },
	});

	it.each([
		['an unknown group', 131041, 400, () => text({ recipientType: 'group', to: 'none' })],
		['a group for a person', 100, 400, () => text({ to: group.id })],
		['no window', 131047, 400, () => text({ to: '447700900123' })],
		['an unknown template', 132001, 404, () => template('none')],
		['missing variables', 132000, 400, () => template('group_invite_en')],
		['a missing picture', 132012, 400, () => template('news', [])],
	] as const)('because of %s', async (_why, expected, status, order) => {
		const { send, body } = order();
		const theirError = await send().then(
			() => undefined,
			(error: unknown) => error,
		);
		const { data } = await ours.post('/messages', { messaging_product, ...body });

		if (!(theirError instanceof GraphApiError)) throw new Error('It was not refused');
		expect(theirError).toMatchObject({
			code: expected,
			httpStatus: status,
			details: data.error.error_data.details,
		});
		expect(theirError.isTemplateError()).toBe(String(expected).startsWith('132'));
		expect(withoutIds(theirError.raw)).toEqual(withoutIds(inCamelCase(data)));
	});

	it('because of the key', async () => {
		const stranger = new WhatsAppClient({
			...{ accessToken: 'a-token', baseUrl: sandbox.url },
			fetch: graphFetch({ apiKey: 'wrong' }),
		});

		await expect(stranger.media.get({ mediaId: '1' })).rejects.toMatchObject({ httpStatus: 401 });
	});
});
