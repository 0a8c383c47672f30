import axios from 'axios';
import { byId, runNode } from '../helpers/groupsNode';
import { startSandbox } from '../sandbox';
import type { RecordedPart, RecordedRequest, Sandbox } from '../sandbox/types';
import { checkRequests, isFromNode, requestViolations } from './requests';

const messaging_product = 'whatsapp';
const group = 'Y2FwaV9ncm91cDox';
const wamid = 'wamid.HBgLMTY0NjcwNDM1OTUV';

const field = (name: string, value: string): RecordedPart => ({
	name,
	kind: 'field',
	type: 'text/plain',
	bytes: value.length,
	value,
});
const file = (name: string, type: string): RecordedPart => ({
	name,
	kind: 'file',
	type,
	filename: 'picture.jpg',
	bytes: 9,
});

type Sample = Partial<Pick<RecordedRequest, 'query' | 'body' | 'parts'>>;

/** A request as the sandbox would have it on record. */
function recorded(call: string, { query = {}, body, parts = [] }: Sample = {}): RecordedRequest {
	const [method = '', path = ''] = call.split(' ');
	const type = parts.length > 0 ? 'multipart/form-data; boundary=b' : 'application/json';
	const hasContent = parts.length > 0 || body !== undefined;
	return {
		number: 1,
		at: 0,
		durationMs: 0,
		method,
		path,
		query,
		headers: {
			'user-agent': 'n8n',
			'd360-api-key': 'valid',
			...(hasContent ? { 'content-type': type } : {}),
		},
		key: 'valid',
		...(body === undefined ? {} : { body }),
		parts,
	};
}

const toGroup = { messaging_product, recipient_type: 'group', to: group };
const toPerson = { messaging_product, recipient_type: 'individual', to: '16505551234' };
const language = { code: 'en_US' };
const groupParameter = { type: 'group_id', group_id: group };
const invitation = {
	name: 'group_invite_en',
	language,
	components: [{ type: 'body', parameters: [groupParameter, { type: 'text', text: 'us' }] }],
};
const fromLibrary = {
	name: 'group_invite_en',
	category: 'UTILITY',
	language: 'en_US',
	library_template_name: 'group_invite_link',
};
const productPart = field('messaging_product', 'whatsapp');
const picture = [productPart, file('file', 'image/jpeg')];
const upload = [...picture, field('type', 'image/jpeg')];
const destination = { name: 'one', url: 'https://example.org/', headers: {} };

/** The documented samples, and what else the facts say is right. */
const samples: Array<[call: string, sample?: Sample]> = [
	['POST /groups', { body: { messaging_product, subject: 'New Purchase Inquiry' } }],
	[
		'POST /groups',
		{
			body: {
				messaging_product,
				subject: 's',
				description: 'd',
				join_approval_mode: 'approval_required',
			},
		},
	],
	['GET /groups', { query: { limit: '1024', after: 'MTAx' } }],
	[`GET /groups/${group}`, { query: { fields: 'subject,total_participant_count' } }],
	[`POST /groups/${group}`, { body: { messaging_product, description: '' } }],
	[`POST /groups/${group}`, { parts: picture }],
	[`DELETE /groups/${group}`],
	[`GET /groups/${group}/invite_link`],
	[`POST /groups/${group}/invite_link`, { body: { messaging_product } }],
	[`GET /groups/${group}/join_requests`, { query: { limit: '25' } }],
	[`POST /groups/${group}/join_requests`, { body: { messaging_product, join_requests: ['a'] } }],
	[`DELETE /groups/${group}/join_requests`, { body: { messaging_product, join_requests: ['a'] } }],
	[
		`DELETE /groups/${group}/participants`,
		{
			body: {
				messaging_product,
				participants: [{ user: '+17865347866' }, { user_id: 'US.13491208655302741918' }],
			},
		},
	],
	[
		'POST /messages',
		{ body: { ...toGroup, type: 'text', text: { preview_url: true, body: 'x' } } },
	],
	[
		'POST /messages',
		{ body: { messaging_product, to: '1650555', type: 'text', text: { body: 'x' } } },
	],
	[
		'POST /messages',
		{
			body: {
				...toGroup,
				type: 'document',
				document: { link: 'https://example.org/a.pdf', caption: 'c', filename: 'a.pdf' },
				context: { message_id: wamid },
			},
		},
	],
	['POST /messages', { body: { ...toGroup, type: 'audio', audio: { id: '1' } } }],
	['POST /messages', { body: { ...toPerson, type: 'template', template: invitation } }],
	[
		'POST /messages',
		{
			body: {
				...toGroup,
				type: 'pin',
				pin: { type: 'pin', message_id: wamid, expiration_days: 4 },
			},
		},
	],
	[
		'POST /messages',
		{ body: { ...toGroup, type: 'pin', pin: { type: 'unpin', message_id: wamid } } },
	],
	['GET /v1/configs/templates', { query: { limit: '1000', offset: '0' } }],
	['POST /v1/configs/templates', { body: fromLibrary }],
	['DELETE /v1/configs/templates/group_invite_en'],
	[
		'GET /message_template_library',
		{ query: { category: 'utility', topic: 'group_invite_link', language: 'en' } },
	],
	['GET /v1/configs/webhook'],
	['POST /v1/configs/webhook', { body: { url: 'https://example.org/', headers: { 'X-S': 's' } } }],
	['POST /v1/configs/webhook', { body: { url: '', headers: {} } }],
	['DELETE /v1/configs/webhook'],
	['GET /multi_webhook'],
	['POST /multi_webhook', { body: { enabled: true, destinations: [destination] } }],
	['PUT /multi_webhook', { body: { destinations: [destination] } }],
	['PATCH /multi_webhook', { body: destination }],
	['GET /health_status'],
	['POST /media', { parts: upload }],
	['GET /1037543291543636'],
	['DELETE /1037543291543636'],
];

const product = { messaging_product };
const message = (body: object) => recorded('POST /messages', { body: { ...toGroup, ...body } });
const image = { type: 'image', image: { id: '1' } };
const jsonIn = (call: string, body: object) => recorded(call, { body });

// Jest takes the parameter of a shorter row for its callback.
const right = samples.map(([call, sample = {}]): [string, Sample] => [call, sample]);

/** Requests that the facts do not allow, and what is said about them. */
const wrong: Array<[why: string, request: RecordedRequest, violation: RegExp]> = [
	['there is no such endpoint', recorded('GET /v1/groups'), /no such endpoint/],
	['no messaging_product', jsonIn('POST /groups', { subject: 's' }), /messaging_product/],
	['a subject too long', jsonIn('POST /groups', { ...product, subject: 's'.repeat(129) }), /128/],
	['untrimmed', jsonIn('POST /groups', { ...product, subject: ' s' }), /pattern/],
	[
		'people at creation',
		jsonIn('POST /groups', { ...product, subject: 's', participants: [] }),
		/additional/,
	],
	[
		'a mode that can only be chosen at creation',
		jsonIn(`POST /groups/${group}`, {
			...product,
			subject: 's',
			join_approval_mode: 'auto_approve',
		}),
		/additional/,
	],
	['an update of nothing', jsonIn(`POST /groups/${group}`, product), /fewer than 2/],
	['a page too long', recorded('GET /groups', { query: { limit: '1025' } }), /limit/],
	[
		'two directions',
		recorded('GET /groups', { query: { after: 'a', before: 'b' } }),
		/must NOT be valid/,
	],
	['an unknown field', recorded(`GET /groups/${group}`, { query: { fields: 'x' } }), /fields/],
	['a query too many', recorded(`DELETE /groups/${group}`, { query: { a: 'b' } }), /query/],
	[
		'a body where there is none',
		{ ...recorded(`GET /groups/${group}`), body: {} },
		/additionalProperty":"body"/,
	],
	[
		'a picture of the wrong type',
		recorded(`POST /groups/${group}`, { parts: [productPart, file('file', 'image/png')] }),
		/parts/,
	],
	[
		'a picture without product',
		recorded(`POST /groups/${group}`, { parts: picture.slice(1) }),
		/2/,
	],
	[
		'a request twice',
		jsonIn(`POST /groups/${group}/join_requests`, { ...product, join_requests: ['a', 'a'] }),
		/duplicate/,
	],
	[
		'nobody to remove',
		jsonIn(`DELETE /groups/${group}/participants`, { ...product, participants: [] }),
		/fewer than 1/,
	],
	[
		'one person by both ids',
		jsonIn(`DELETE /groups/${group}/participants`, {
			...product,
			participants: [{ user: '12345', user_id: 'US.1' }],
		}),
		/oneOf|exactly one/,
	],
	['the key is missing', withoutHeader('d360-api-key'), /d360-api-key/],
	['the content type is missing', withoutHeader('content-type'), /content-type/],
	['content under another name', message({ type: 'image', video: { id: '1' } }), /body/],
	['two contents', message({ ...image, text: { body: 'x' } }), /body/],
	[
		'media by id and by link',
		message({ type: 'image', image: { id: '1', link: 'https://a.b/' } }),
		/image/,
	],
	[
		'a caption of a sticker',
		message({ type: 'sticker', sticker: { id: '1', caption: 'c' } }),
		/sticker/,
	],
	['a kind that groups do not support', message({ type: 'interactive', interactive: {} }), /type/],
	['an empty text', message({ type: 'text', text: { body: '' } }), /fewer than 1/],
	['a group that is a number', message({ ...image, to: '16505551234' }), /body\/to/],
	[
		'an individual that is a group',
		message({ ...image, recipient_type: 'individual' }),
		/body\/to/,
	],
	[
		'a pin for an individual',
		jsonIn('POST /messages', {
			...toPerson,
			type: 'pin',
			pin: { type: 'unpin', message_id: wamid },
		}),
		/body\/pin/,
	],
	[
		'a pin that lasts too long',
		message({ type: 'pin', pin: { type: 'pin', message_id: wamid, expiration_days: 31 } }),
		/30/,
	],
	[
		'a pin without an end',
		message({ type: 'pin', pin: { type: 'pin', message_id: wamid } }),
		/expiration_days/,
	],
	[
		'a group invited to a group',
		message({ type: 'template', template: invitation }),
		/parameters\/0\/type must NOT be valid/,
	],
	[
		'a template without language code',
		message({ type: 'template', template: { name: 'x', language: 'en_US' } }),
		/language/,
	],
	[
		'components of a library template',
		jsonIn('POST /v1/configs/templates', { ...fromLibrary, components: [] }),
		/additional/,
	],
	[
		'another category than the library has',
		jsonIn('POST /v1/configs/templates', { ...fromLibrary, category: 'MARKETING' }),
		/category/,
	],
	[
		'capitals in a name',
		jsonIn('POST /v1/configs/templates', { ...fromLibrary, name: 'Invite' }),
		/name/,
	],
	['a file without its type', recorded('POST /media', { parts: picture }), /parts/],
	[
		'a file of another type than was said',
		recorded('POST /media', { parts: [...picture, field('type', 'image/png')] }),
		/type is image\/png, the file is image\/jpeg/,
	],
	[
		'a fourth destination',
		jsonIn('PUT /multi_webhook', { destinations: Array(4).fill(destination) }),
		/3/,
	],
	['a change of nothing', jsonIn('PATCH /multi_webhook', { name: 'one' }), /fewer than 2/],
];

function withoutHeader(name: string): RecordedRequest {
	const request = jsonIn('POST /groups', { ...product, subject: 's' });
	const headers = { ...request.headers };
	delete headers[name];
	return { ...request, headers };
}

describe('requestViolations', () => {
	it.each(right)('finds nothing in %s %j', (call, sample) => {
		expect(requestViolations(recorded(call, sample))).toEqual([]);
	});

	it.each(wrong)('finds %s', (_why, request, violation) => {
		expect(requestViolations(request).join('\n')).toMatch(violation);
	});
});

describe('checkRequests', () => {
	let sandbox: Sandbox;

	beforeAll(async () => {
		sandbox = await startSandbox({ creationDelayMs: 0 });
	});

	afterEach(() => {
		sandbox.reset();
	});

	afterAll(async () => {
		await sandbox.close();
	});

	/** Sends a request that lacks its product, as somebody. */
	async function sendWrong(userAgent: string): Promise<void> {
		await axios.post(
			`${sandbox.url}/groups`,
			{ subject: 'Lacks something' },
			{
				headers: { 'user-agent': userAgent, 'D360-API-KEY': sandbox.apiKey },
				proxy: false,
				validateStatus: () => true,
			},
		);
	}

	it('checks what the node sends', async () => {
		const { id } = sandbox.addGroup({ subject: 'One' });
		await runNode({
			parameters: {
				resource: 'group',
				operation: 'update',
				groupId: byId(id),
				updateFields: { subject: 'Two' },
			},
			api: sandbox,
		});

		expect(sandbox.requests.count()).toBeGreaterThan(0);
		expect(sandbox.requests.all().filter(isFromNode)).toHaveLength(sandbox.requests.count());
		expect(checkRequests(sandbox)).toBe(sandbox.requests.count());
	});

	it('throws for a wrong request of n8n, and says which', async () => {
		await sendWrong('n8n');

		expect(() => checkRequests(sandbox)).toThrow(
			/POST \/groups: \/body must have required property 'messaging_product'/,
		);
	});

	it('leaves a client of a test alone', async () => {
		await sendWrong('axios');

		expect(checkRequests(sandbox)).toBe(0);
	});
});
