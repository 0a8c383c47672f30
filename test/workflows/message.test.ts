import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

import { byId, itemsOf, messageOf, runNode, type NodeRun } from '../helpers/groupsNode';
import { binaryOf, jpegOf, png } from '../helpers/pictures';
import { useSandbox } from '../helpers/useSandbox';
import type { Group } from '../sandbox';

const sandbox = useSandbox({ webhookRetryDelaysMs: [] });

const ADA = '12025550111';

const run = async (parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) =>
	await runNode({
		api: sandbox(),
		parameters: { resource: 'message', ...parameters },
		...more,
	});

/** A group in which somebody has just written, so that everything may be sent. */
function openGroup(subject = 'Bakers'): Group {
	const group = sandbox().addGroup({ subject, members: [{ waId: ADA }] });
	sandbox().writeMessage(group.id, ADA, 'Hello');
	return group;
}

/** A person who has just written. */
function openPerson(waId = '491711234567'): string {
	sandbox().writeToBusiness({ waId }, 'Hello');
	return waId;
}

const toGroup = ({ id }: Group) => ({ operation: 'send', groupId: byId(id) });
const toPerson = (phoneNumber: string) => ({ operation: 'send', sendTo: 'person', phoneNumber });
const withFile = (file: IBinaryData): INodeExecutionData[] => [
	{ json: {}, binary: { data: file } },
];
/** Makes the first messages take long, so that others beside them would overtake them. */
const slowDown = (times: number) =>
	sandbox().faults.add({ path: '^/messages$', times, effect: { kind: 'delay', ms: 150 } });
const posts = (path: string) => sandbox().requests.count({ method: 'POST', path });

const textsSent = () =>
	sandbox()
		.messages()
		.map(({ text }) => text);

const webp = Buffer.concat([Buffer.from('RIFF....WEBPVP8 ', 'latin1'), Buffer.alloc(40)]);
const files: Array<[string, IBinaryData]> = [
	['image', binaryOf(jpegOf(20, 20))],
	['image', binaryOf(png, 'image/png')],
	['video', { ...binaryOf(Buffer.alloc(64, 1), 'video/mp4'), fileName: 'clip.mp4' }],
	['audio', { ...binaryOf(Buffer.alloc(64, 1), 'audio/ogg; codecs=opus'), fileName: 'a.ogg' }],
	['document', { ...binaryOf(Buffer.from('%PDF-1.7'), 'application/pdf'), fileName: 'Plan.pdf' }],
	['sticker', { ...binaryOf(webp, 'image/webp'), fileName: 'hi.webp' }],
];

describe('send', () => {
	it.each([
		['group', { text: 'A' }],
		['person', { phoneNumber: '={{ $json.phone }}', text: 'A' }],
	])('an expression or an agent may say that it goes to a %s', async (to, parameters) => {
		const group = openGroup();
		const phone = `+${openPerson()}`;
		const groupId = to === 'group' ? byId(group.id) : byId('');
		const { error } = await run(
			{ operation: 'send', sendTo: '={{ $json.to }}', groupId, ...parameters },
			{ input: itemsOf([{ to, phone }]) },
		);
		expect(error).toBeUndefined();
		expect(sandbox().messages()).toMatchObject([{ text: 'A' }]);
	});

	it('sends a text to a group', async () => {
		const group = openGroup();
		const { items, error } = await run({ ...toGroup(group), text: ' Hello *all* 👋 \n' });
		expect(error).toBeUndefined();
		const [sent] = sandbox().messages();
		expect(sent).toMatchObject({
			recipientType: 'group',
			to: group.id,
			type: 'text',
			content: { body: 'Hello *all* 👋', preview_url: false },
		});
		expect(items).toEqual([
			{
				json: {
					messageId: sent?.id,
					recipientType: 'group',
					groupId: group.id,
					messageType: 'text',
					status: 'accepted',
				},
				pairedItem: { item: 0 },
			},
		]);
	});

	it('sends a text to a person, whose number is written as people do', async () => {
		const waId = openPerson();
		const { items } = await run({
			...toPerson('0171 / 123 45-67'),
			text: 'See https://example.com',
			linkPreview: true,
			options: { defaultCountry: 'DE' },
		});
		expect(items[0]?.json).toEqual({
			messageId: sandbox().messages()[0]?.id,
			recipientType: 'individual',
			phoneNumber: '+491711234567',
			waId,
			messageType: 'text',
			status: 'accepted',
		});
		expect(sandbox().messages()[0]?.content).toEqual({
			body: 'See https://example.com',
			preview_url: true,
		});
	});

	it('answers a message', async () => {
		const group = openGroup();
		const question = sandbox().writeMessage(group.id, ADA, 'When?');
		await run({ ...toGroup(group), text: 'At ten', options: { replyTo: question } });
		expect(sandbox().messages()[0]?.replyTo).toBe(question);
	});

	it.each(files)('uploads and sends %s %j', async (messageType, file) => {
		const group = openGroup();
		const { items, error } = await run(
			{ ...toGroup(group), messageType, caption: 'Look' },
			{ input: withFile(file) },
		);
		expect(error).toBeUndefined();
		const [stored] = sandbox().media();
		expect(stored).toMatchObject({
			mimeType: file.mimeType.split(';')[0],
			fileName: file.fileName,
			bytes: Buffer.from(file.data, 'base64').length,
		});
		expect(items[0]?.json).toMatchObject({ messageType, mediaId: stored?.id });
		const hasCaption = ['image', 'video', 'document'].includes(messageType);
		expect(sandbox().messages()[0]).toMatchObject({ type: messageType });
		expect(sandbox().messages()[0]?.content).toEqual({
			id: stored?.id,
			...(hasCaption ? { caption: 'Look' } : {}),
			...(messageType === 'document' ? { filename: 'Plan.pdf' } : {}),
		});
	});

	it.each(['image', 'video', 'audio', 'document', 'sticker'])(
		'sends %s from a web address, and by the ID of an earlier upload',
		async (messageType) => {
			const group = openGroup();
			const file = files.find(([kind]) => kind === messageType)?.[1];
			if (!file) throw new Error(`There is no ${messageType}`);
			const first = await run({ ...toGroup(group), messageType }, { input: withFile(file) });
			await run({
				...toGroup(group),
				messageType,
				mediaSource: 'mediaId',
				mediaId: String(first.items[0]?.json.mediaId),
			});
			await run({
				...toGroup(group),
				messageType,
				mediaSource: 'url',
				mediaUrl: 'https://example.com/a file',
				fileName: '../Secret/Plan.pdf',
			});
			const [, byMediaId, byAddress] = sandbox().messages();
			expect(byMediaId?.content).toEqual({ id: sandbox().media()[0]?.id });
			expect(byAddress?.content).toEqual({
				link: 'https://example.com/a%20file',
				...(messageType === 'document' ? { filename: 'Plan.pdf' } : {}),
			});
			expect(posts('/media')).toBe(1);
		},
	);

	it('takes the message type and the recipient from an expression', async () => {
		const group = openGroup();
		const waId = openPerson();
		const { items, error } = await run(
			{
				operation: 'send',
				sendTo: '={{ $json.to }}',
				groupId: byId(group.id),
				phoneNumber: `+${waId}`,
				messageType: '={{ $json.type }}',
				text: 'Hi',
				mediaSource: '={{ $json.source }}',
				dataFieldName: 'data',
				mediaUrl: 'https://example.com/x.jpg',
				caption: 'Look',
			},
			{
				input: [
					{ json: { to: 'group', type: 'text' } },
					{ json: { to: 'person', type: 'image', source: 'url' } },
					{
						json: { to: 'person', type: 'image', source: 'binary' },
						binary: { data: binaryOf(jpegOf(20, 20)) },
					},
				],
			},
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.recipientType, json.messageType])).toEqual([
			['group', 'text'],
			['individual', 'image'],
			['individual', 'image'],
		]);
	});
});

describe('many items', () => {
	it('500 with one picture for 20 groups: one upload, every message once, in order', async () => {
		const groups = Array.from({ length: 20 }, (_, n) => openGroup(`Group ${n}`));
		const picture = binaryOf(jpegOf(300, 300));
		slowDown(1);
		const input = Array.from({ length: 500 }, (_, n) => ({
			json: { group: groups[n % 20]?.id, text: `Item ${n}` },
			binary: { data: { ...picture } },
		}));
		const { items, error } = await run(
			{
				operation: 'send',
				groupId: byId('={{ $json.group }}'),
				messageType: 'image',
				caption: '={{ $json.text }}',
			},
			{ input },
		);
		expect(error).toBeUndefined();
		expect(posts('/media')).toBe(1);
		expect(posts('/messages')).toBe(500);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
		const sent = sandbox().messages();
		for (const [start, { id }] of groups.entries()) {
			const captions = sent.filter(({ to }) => to === id).map(({ text }) => text);
			const expected = Array.from({ length: 25 }, (_, n) => `Item ${start + n * 20}`);
			expect(captions).toEqual(expected);
		}
		const ids = new Map(sent.map(({ id, text }) => [text, id]));
		expect(items.map(({ json }) => json.messageId)).toEqual(
			input.map(({ json }) => ids.get(json.text)),
		);
	});

	it('two files are two uploads, also when they differ in nothing but the name', async () => {
		const group = openGroup();
		const text = Buffer.from('The same');
		const named = (fileName: string) => ({ ...binaryOf(text, 'text/csv'), fileName });
		const input = ['a.csv', 'b.csv', 'a.csv'].map((name) => ({
			json: {},
			binary: { data: named(name) },
		}));
		await run({ ...toGroup(group), messageType: 'document' }, { input });
		expect(
			sandbox()
				.messages()
				.map(({ content }) => content),
		).toMatchObject(['a.csv', 'b.csv', 'a.csv'].map((filename) => ({ filename })));
		expect(sandbox().media()).toMatchObject([
			{ fileName: 'a.csv', mimeType: 'text/plain' },
			{ fileName: 'b.csv', mimeType: 'text/plain' },
		]);
	});

	it('a refused upload is told to all items that need it, and tried once', async () => {
		const group = openGroup();
		const body = { error: { message: '(#131053) Media upload error', code: 131053 } };
		sandbox().faults.add({ path: '^/media$', effect: { kind: 'answer', status: 400, body } });
		const input = Array.from({ length: 30 }, () => ({
			json: {},
			binary: { data: binaryOf(jpegOf(20, 20)) },
		}));
		const { items } = await run(
			{ ...toGroup(group), messageType: 'image' },
			{ input, onError: 'continueRegularOutput' },
		);
		expect(items.map(messageOf)).toEqual(input.map(() => 'WhatsApp could not use the file'));
		expect(posts('/media')).toBe(1);
		expect(posts('/messages')).toBe(0);
	});

	it('an interrupted upload is begun again, since that does no harm', async () => {
		const group = openGroup();
		sandbox().faults.add({ path: '^/media$', times: 1, effect: { kind: 'dropAfter' } });
		const { error } = await run(
			{ ...toGroup(group), messageType: 'image' },
			{ input: withFile(binaryOf(jpegOf(20, 20))) },
		);
		expect(error).toBeUndefined();
		expect(posts('/media')).toBe(2);
		expect(sandbox().messages()).toHaveLength(1);
	});

	it('a limit for uploads is waited for', async () => {
		const group = openGroup();
		sandbox().conditions.mediaUploadsPerSecond = 3;
		const input = Array.from({ length: 6 }, (_, n) => ({
			json: {},
			binary: { data: binaryOf(jpegOf(20 + n, 20)) },
		}));
		const { items } = await run({ ...toGroup(group), messageType: 'image' }, { input });
		expect(items).toHaveLength(6);
		expect(sandbox().media()).toHaveLength(6);
		expect(sandbox().requests.count({ path: '/media', status: 400 })).toBeGreaterThan(0);
	});

	it('one person in three spellings gets the messages in order', async () => {
		openPerson();
		slowDown(1);
		const spellings = ['+49 171 1234567', '0049 (0)171/1234567', '491711234567'];
		await run(
			{ ...toPerson('={{ $json.phone }}'), text: '={{ $json.phone }}' },
			{ input: itemsOf(spellings.map((phone) => ({ phone }))) },
		);
		expect(textsSent()).toEqual(spellings);
	});

	it('what does not work for one item does not keep back the later ones to the same group', async () => {
		const group = openGroup();
		const { items } = await run(
			{ ...toGroup(group), text: '={{ $json.text }}' },
			{
				input: itemsOf([{ text: '' }, { text: 'x'.repeat(4097) }, { text: 'Hello' }]),
				onError: 'continueRegularOutput',
			},
		);
		expect(items.map((item) => messageOf(item) ?? item.json.status)).toEqual([
			"'Text' is empty",
			"'Text' has 4097 characters",
			'accepted',
		]);
		expect(posts('/messages')).toBe(1);
	});
});

describe('what WhatsApp refuses', () => {
	const hello = { text: 'Hello' };

	it.each<[string, () => NodeRun['parameters'], RegExp]>([
		[
			'nobody wrote within 24 hours',
			() => {
				const group = openGroup();
				sandbox().closeWindow(group.id);
				return { ...toGroup(group), ...hello };
			},
			/only takes a template now/,
		],
		[
			'a person who never wrote',
			() => ({ ...toPerson('+44 7700 900123'), ...hello }),
			/only takes a template now/,
		],
		[
			'a group without people',
			() => ({ ...toGroup(sandbox().addGroup({ subject: 'Empty' })), ...hello }),
			/Nobody but your business/,
		],
		[
			'a suspended group',
			() => {
				const group = openGroup();
				sandbox().suspend(group.id, true);
				return { ...toGroup(group), ...hello };
			},
			/suspended this group/,
		],
		[
			'an unknown group',
			() => ({ operation: 'send', groupId: byId('Y2FwaV9ncm91cDoxOjIZD'), ...hello }),
			/does not exist, or your number is not in it/,
		],
		[
			'an unknown file',
			() => ({
				...toGroup(openGroup()),
				messageType: 'image',
				mediaSource: 'mediaId',
				mediaId: '1037543291543636',
			}),
			/did not accept one of the values/,
		],
		[
			'a sticker where groups take none',
			() => {
				sandbox().readings.stickersInGroups = 'refused';
				return {
					...toGroup(openGroup()),
					messageType: 'sticker',
					mediaSource: 'url',
					mediaUrl: 'https://example.com/a.webp',
				};
			},
			/does not support this kind of message here/,
		],
	])('(%s) is explained and sent once', async (_name, parameters, message) => {
		const { error, items } = await run(parameters());
		expect(items).toEqual([]);
		expect(error?.message).toMatch(message);
		expect(error?.description?.length).toBeGreaterThan(20);
		expect(posts('/messages')).toBe(1);
		expect(sandbox().messages()).toEqual([]);
	});
});

describe('a message that may have been sent', () => {
	const MAYBE = 'The answer was lost, so this message may have been sent';
	const drop = () =>
		sandbox().faults.add({
			method: 'POST',
			path: '^/messages$',
			times: 1,
			effect: { kind: 'dropAfter' },
		});

	it.each([false, true])('is told and not repeated (Retry On Fail: %s)', async (retryOnFail) => {
		const group = openGroup();
		drop();
		const { error } = await run({ ...toGroup(group), text: 'Hello' }, { retryOnFail });
		expect(error?.message).toBe(MAYBE);
		expect(error?.description).toContain('Look whether it was done before you run this again');
		expect(sandbox().messages()).toHaveLength(1);
		expect(posts('/messages')).toBe(1);
	});

	it.each([
		['continueRegularOutput', false],
		['continueRegularOutput', true],
		['continueErrorOutput', false],
		['continueErrorOutput', true],
	] as const)(
		'is one item of others, which are sent once as well (%s, Retry On Fail: %s)',
		async (onError, retryOnFail) => {
			const group = openGroup();
			drop();
			const { items, failed } = await run(
				{ ...toGroup(group), text: '={{ $json.text }}' },
				{ input: itemsOf([{ text: 'A' }, { text: 'B' }, { text: 'C' }]), onError, retryOnFail },
			);
			const ended = [...items, ...failed].map(({ json: { error, status } }) =>
				typeof error === 'object' && error && 'message' in error
					? error.message
					: (error ?? status),
			);
			expect(ended.sort()).toEqual([MAYBE, 'accepted', 'accepted']);
			expect(textsSent()).toEqual(['A', 'B', 'C']);
			expect(posts('/messages')).toBe(3);
		},
	);

	it('keeps with Retry On Fail what was sent, and tries again what was refused for certain', async () => {
		const group = openGroup();
		const body = { error: { message: '(#131000) Something', code: 131000 } };
		const path = '^/messages$';
		sandbox().faults.add({ path, times: 1, effect: { kind: 'answer', status: 400, body } });
		sandbox().faults.add({ path, times: 1, effect: { kind: 'dropAfter' } });
		const { error } = await run(
			{ ...toGroup(group), text: '={{ $json.text }}' },
			{
				input: itemsOf([{ text: 'refused' }, { text: 'lost' }, { text: 'sent' }]),
				retryOnFail: true,
			},
		);
		expect(error?.message).toBe(MAYBE);
		expect(error?.description).toContain('2 of 3 went well');
		expect(textsSent()).toEqual(['lost', 'sent', 'refused']);
		expect(posts('/messages')).toBe(4);
	});

	it.each([
		['HTTP 502', { kind: 'answer', status: 502, body: '<html>Bad gateway</html>' }],
		['an answer cut off', { kind: 'truncatedJson' }],
		['no answer', { kind: 'emptyBody' }],
		['an answer without an ID', { kind: 'answer', status: 200, body: { messages: [] } }],
	] as const)('is told after %s', async (_name, effect) => {
		const group = openGroup();
		sandbox().faults.add({ path: '^/messages$', effect });
		const { error } = await run({ ...toGroup(group), text: 'Hello' });
		expect(error?.message).toBe(MAYBE);
		expect(posts('/messages')).toBe(1);
	});
});

it('waits for a rate limit and sends once', async () => {
	const group = openGroup();
	const body = { error: { message: '(#130429) Rate limit hit', code: 130429 } };
	sandbox().faults.add({
		path: '^/messages$',
		times: 2,
		effect: { kind: 'answer', status: 429, headers: { 'retry-after': '0' }, body },
	});
	const { items } = await run({ ...toGroup(group), text: 'Hello' });
	expect(items).toHaveLength(1);
	expect(posts('/messages')).toBe(3);
	expect(sandbox().messages()).toHaveLength(1);
});

describe('pin and unpin', () => {
	async function sendTo(group: Group, text: string): Promise<string> {
		const { items } = await run({ ...toGroup(group), text });
		return String(items[0]?.json.messageId);
	}

	it('pins for as long as wished, and unpins', async () => {
		const group = openGroup();
		const messageId = await sendTo(group, 'Read this');
		const place = { groupId: byId(group.id), messageId };
		const before = Date.now();
		const pinned = await run({ operation: 'pin', ...place, days: 2 });
		const after = Date.now();
		expect(sandbox().pins(group.id)).toEqual([messageId]);
		expect(sandbox().requests.last()?.body).toMatchObject({
			recipient_type: 'group',
			to: group.id,
			type: 'pin',
			pin: { type: 'pin', message_id: messageId, expiration_days: 2 },
		});
		const { expiresAt, ...json } = pinned.items[0]?.json ?? {};
		expect(json).toEqual({
			messageId,
			groupId: group.id,
			pinned: true,
			pinMessageId: sandbox().messages().at(-1)?.id,
		});
		const lasts = new Date(String(expiresAt)).getTime() - 2 * 24 * 60 * 60 * 1000;
		expect(lasts).toBeGreaterThanOrEqual(before);
		expect(lasts).toBeLessThanOrEqual(after);
		const unpinned = await run({ operation: 'unpin', ...place });
		expect(unpinned.items[0]?.json).toEqual({
			messageId,
			groupId: group.id,
			pinned: false,
			pinMessageId: sandbox().messages().at(-1)?.id,
		});
		expect(sandbox().pins(group.id)).toEqual([]);
	});

	it('pins in the order of the items, so that the newest three stay', async () => {
		const group = openGroup();
		const messageIds = [];
		for (const text of ['1', '2', '3', '4']) messageIds.push(await sendTo(group, text));
		slowDown(1);
		const { items } = await run(
			{ operation: 'pin', groupId: byId(group.id), messageId: '={{ $json.id }}' },
			{ input: itemsOf(messageIds.map((id) => ({ id }))) },
		);
		expect(items.map(({ json }) => json.messageId)).toEqual(messageIds);
		expect(sandbox().pins(group.id)).toEqual(messageIds.slice(1));
	});

	it('says that it may have been pinned when the answer is lost', async () => {
		const group = openGroup();
		const messageId = await sendTo(group, 'Read this');
		sandbox().faults.add({ path: '^/messages$', effect: { kind: 'dropAfter' } });
		const place = { groupId: byId(group.id), messageId };
		const pinned = await run({ operation: 'pin', ...place }, { retryOnFail: true });
		expect(pinned.error?.message).toBe('The answer was lost, so this message may have been pinned');
		const unpinned = await run({ operation: 'unpin', ...place });
		expect(unpinned.error?.message).toBe(
			'The answer was lost, so this message may have been unpinned',
		);
		expect(posts('/messages')).toBe(3);
	});

	it('of a message of another group is refused with the words of WhatsApp', async () => {
		const messageId = await sendTo(openGroup(), 'Read this');
		const other = openGroup('Others');
		const { error } = await run({ operation: 'pin', groupId: byId(other.id), messageId });
		expect(error?.message).toBe('WhatsApp did not accept one of the values');
		expect(error?.description).toContain('There is no message');
	});
});

describe('what is wrong is told before anything is sent', () => {
	const image = { messageType: 'image' };
	const document = { messageType: 'document' };
	const url = (mediaUrl: string) => ({ ...image, mediaSource: 'url', mediaUrl });
	const mediaId = (id: string) => ({ ...image, mediaSource: 'mediaId', mediaId: id });
	const pin = (messageId: string, days = 7) => ({ operation: 'pin', messageId, days });
	const MB = 1024 * 1024;

	it.each<[string, NodeRun['parameters'], INodeExecutionData['binary']?]>([
		['no text', { text: '  ' }],
		['a text of 4097 emojis', { text: '👋'.repeat(4097) }],
		['a caption of 1025 characters', { ...url('https://x.de/a'), caption: 'x'.repeat(1025) }],
		['no file', image],
		['no file under that name', image, { photo: binaryOf(jpegOf(20, 20)) }],
		['no name of a field', { ...image, dataFieldName: '' }],
		['a name every object has', { ...image, dataFieldName: 'constructor' }],
		['an empty file', document, { data: binaryOf(Buffer.alloc(0), 'text/plain') }],
		['a GIF', image, { data: binaryOf(Buffer.from('GIF89a...'), 'image/jpeg') }],
		['a PDF as image', image, { data: binaryOf(Buffer.from('%PDF-'), 'application/pdf') }],
		['a WebP as image', image, { data: binaryOf(webp, 'image/webp') }],
		['a WAV', { messageType: 'audio' }, { data: binaryOf(png.subarray(8), 'audio/wav') }],
		['a ZIP', document, { data: binaryOf(Buffer.from('PK..'), 'application/zip') }],
		[
			'an image of more than 5 MB',
			image,
			{ data: binaryOf(Buffer.concat([jpegOf(20, 20), Buffer.alloc(5 * MB)])) },
		],
		[
			'a sticker that stands still, of more than 100 KB',
			{ messageType: 'sticker' },
			{ data: binaryOf(Buffer.concat([webp, Buffer.alloc(100 * 1024)]), 'image/webp') },
		],
		['no web address', url('')],
		['a file on this computer', url('file:///etc/passwd')],
		['a path', url('/pictures/a.jpg')],
		['an address that only this computer knows', url('http://localhost:5678/a.jpg')],
		['no media ID', mediaId('')],
		['an address as media ID', mediaId('https://example.com/a.jpg')],
		['a message ID as media ID', mediaId('wamid.HBgL')],
		['an unknown message type', { messageType: 'poll' }],
		['an unknown source', { ...image, mediaSource: 'disk' }],
		['nobody to send to', { sendTo: 'person', phoneNumber: '={{ $json.phone }}', text: 'Hi' }],
		['a number without country', { sendTo: 'person', phoneNumber: '0171 1234567', text: 'Hi' }],
		['words as number', { sendTo: 'person', phoneNumber: 'Anna', text: 'Hi' }],
		[
			'two numbers',
			{ sendTo: 'person', phoneNumber: '+1 202 555 0111, +1 202 555 0112', text: 'Hi' },
		],
		['an odd answer to', { text: 'Hi', options: { replyTo: '1037543291543636' } }],
		['no message to pin', pin('={{ $json.id }}')],
		['a group ID as message ID', pin('Y2FwaV9ncm91cDoxOjIZD')],
		['an address as message ID', pin('https://example.com')],
		['0 days', pin('wamid.HBgL', 0)],
		['31 days', pin('wamid.HBgL', 31)],
	])('%s', async (_name, parameters, ...[binary]) => {
		const group = openGroup();
		const { error, items } = await run(
			{ ...toGroup(group), ...parameters },
			{ input: [{ json: {}, ...(binary ? { binary } : {}) }] },
		);
		expect(items).toEqual([]);
		expect({ message: error?.message, description: error?.description }).toMatchSnapshot();
		expect(error?.message).not.toMatch(/\b(error|problem|failure|failed|mistake|invalid)\b/i);
		expect(error?.description?.length).toBeGreaterThan(20);
		expect(sandbox().requests.count({ method: 'POST' })).toBe(0);
	});
});
