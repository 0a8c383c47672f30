import type { INodeExecutionData } from 'n8n-workflow';

import { byId, itemsOf, messageOf, runNode, type NodeRun } from '../helpers/groupsNode';
import { binaryOf, jpegOf } from '../helpers/pictures';
import { useSandbox } from '../helpers/useSandbox';
import type { Group, TemplateComponent } from '../sandbox';

const sandbox = useSandbox({ webhookRetryDelaysMs: [] });

const ADA = '12025550111';
const LABEL = 'Template Variables';

let group: Group;

beforeEach(() => {
	group = sandbox().addGroup({ subject: 'Bakers', members: [{ waId: ADA }] });
});

const run = async (parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) =>
	await runNode({
		api: sandbox(),
		parameters: {
			resource: 'message',
			operation: 'send',
			groupId: byId(group.id),
			messageType: 'template',
			...parameters,
		},
		...more,
	});

/** A template picked from the list, and its variables as the panel stores them. */
const filled = (value: string, values: Record<string, string>, shown = Object.keys(values)) => ({
	template: { __rl: true, mode: 'list', value },
	templateVariables: {
		mappingMode: 'defineBelow',
		value: values,
		matchingColumns: [],
		schema: shown.map((id) => ({
			id,
			displayName: id,
			required: true,
			defaultMatch: false,
			display: true,
			type: 'string' as const,
		})),
		attemptToConvertTypes: false,
		convertFieldsToString: false,
	},
});

const body = (text: string): TemplateComponent => ({
	type: 'BODY',
	text,
	example: { body_text: [[]] },
});
const sent = () => sandbox().messages();
const posts = () => sandbox().requests.count({ method: 'POST', path: '/messages' });
const order = () =>
	sandbox().addTemplate({
		name: 'order',
		components: [body('Hi {{1}}, your order {{2}} is ready.')],
	});

describe('a message from a template', () => {
	it('is sent to a group, although nobody wrote in it', async () => {
		order();
		const { items, error } = await run(
			filled('order|en_US', { body_1: '={{ $json.name }}', body_2: '4711' }),
			{ input: itemsOf([{ name: 'Ana' }, { name: 'Bo' }]) },
		);
		expect(error).toBeUndefined();
		expect(sent().map(({ text, to }) => [text, to])).toEqual([
			['Hi Ana, your order 4711 is ready.', group.id],
			['Hi Bo, your order 4711 is ready.', group.id],
		]);
		expect(items.map(({ json }) => json)).toMatchObject(
			sent().map(({ id }) => ({ messageId: id, messageType: 'template' })),
		);
		// The templates are read once, however many items there are.
		expect(sandbox().requests.count({ method: 'GET' })).toBe(1);
	});

	it('fills named variables by their names', async () => {
		sandbox().addTemplate({ name: 'named', components: [body('Hi {{first_name}} of {{city}}!')] });
		await run(filled('named|en_US', { body_city: 'Bonn', body_first_name: 'Ana' }));
		expect(sent()[0]?.text).toBe('Hi Ana of Bonn!');
	});

	it('has its header, its buttons and its payloads', async () => {
		sandbox().addTemplate({
			name: 'all',
			components: [
				{ type: 'HEADER', format: 'TEXT', text: 'For {{1}}', example: { header_text: ['x'] } },
				body('Order {{1}}'),
				{
					type: 'BUTTONS',
					buttons: [
						{ type: 'QUICK_REPLY', text: 'No' },
						{ type: 'URL', text: 'Track', url: 'https://example.com/{{1}}' },
						{ type: 'QUICK_REPLY', text: 'Yes' },
						{ type: 'PHONE_NUMBER', text: 'Call', phone_number: '+18005551234' },
					],
				},
			],
		});
		const values = {
			header_1: 'Ana',
			body_1: '4711',
			button_2_url: 'o/4711',
			button_3_payload: 'y',
		};
		const { error } = await run(filled('all|en_US', values));
		expect(error).toBeUndefined();
		expect(sent()[0]?.content).toEqual({
			name: 'all',
			language: { code: 'en_US' },
			components: [
				{ type: 'header', parameters: [{ type: 'text', text: 'Ana' }] },
				{ type: 'body', parameters: [{ type: 'text', text: '4711' }] },
				{
					type: 'button',
					sub_type: 'url',
					index: '1',
					parameters: [{ type: 'text', text: 'o/4711' }],
				},
				{
					type: 'button',
					sub_type: 'quick_reply',
					index: '2',
					parameters: [{ type: 'payload', payload: 'y' }],
				},
			],
		});
	});

	it('needs no values where it has no variables', async () => {
		sandbox().addTemplate({ name: 'plain', components: [{ type: 'BODY', text: 'Hello!' }] });
		const { error } = await run({ template: byId('plain') });
		expect(error).toBeUndefined();
		expect(sent()[0]).toMatchObject({
			text: 'Hello!',
			content: { name: 'plain', language: { code: 'en_US' } },
		});
	});

	it.each<[string, NodeRun['parameters'][string]]>([
		['an object', '={{ ({ body_1: "Ana", body_2: 4711 }) }}'],
		['an object with the numbers alone', '={{ ({ 1: "Ana", 2: 4711 }) }}'],
		['an object as JSON', '={{ JSON.stringify({ body_1: "Ana", body_2: 4711 }) }}'],
		['an object in the input', '={{ $json.values }}'],
	])('takes its values from %s', async (_, templateVariables) => {
		order();
		const { error } = await run(
			{ template: byId('order|en_US'), templateVariables },
			{ input: itemsOf([{ values: { body_1: 'Ana', body_2: '4711' } }]) },
		);
		expect(error).toBeUndefined();
		expect(sent()[0]?.text).toBe('Hi Ana, your order 4711 is ready.');
	});
});

describe('the file of a header', () => {
	const file = (kind: 'IMAGE' | 'VIDEO' | 'DOCUMENT') =>
		sandbox().addTemplate({
			name: 'file',
			components: [{ type: 'HEADER', format: kind }, body('Look!')],
		});
	const headerOf = () => {
		const { content } = sent()[0] ?? {};
		return JSON.parse(JSON.stringify(content)).components[0].parameters[0];
	};

	it('is a web address', async () => {
		file('IMAGE');
		await run(filled('file|en_US', { header_image: ' https://example.com/a.jpg ' }));
		expect(headerOf()).toEqual({ type: 'image', image: { link: 'https://example.com/a.jpg' } });
	});

	it('is a media ID', async () => {
		file('VIDEO');
		await run(filled('file|en_US', { header_video: '1013859600285441' }));
		expect(headerOf()).toEqual({ type: 'video', video: { id: '1013859600285441' } });
	});

	it('is a file of the item, uploaded once for all items', async () => {
		file('DOCUMENT');
		const data = { ...binaryOf(Buffer.from('%PDF-1.7'), 'application/pdf'), fileName: 'Plan.pdf' };
		const input: INodeExecutionData[] = [
			{ json: {}, binary: { data } },
			{ json: {}, binary: { data } },
		];
		const { items, error } = await run(filled('file|en_US', { header_document: 'data' }), {
			input,
		});
		expect(error).toBeUndefined();
		const [{ id } = { id: '' }, ...others] = sandbox().media();
		expect(others).toEqual([]);
		expect(headerOf()).toEqual({ type: 'document', document: { id, filename: 'Plan.pdf' } });
		expect(items.map(({ json }) => json.mediaId)).toEqual([id, id]);
		expect(sent()).toHaveLength(2);
	});

	it.each([
		['nothing', {}, 'is empty'],
		['a name that the item does not have', { header_image: 'picture' }, "no file in 'picture'"],
	])('is missed before anything is sent: %s', async (_, values, message) => {
		file('IMAGE');
		const input = [{ json: {}, binary: { data: binaryOf(jpegOf(20, 20)) } }];
		const { error } = await run(filled('file|en_US', values, []), { input });
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(LABEL);
		expect(posts()).toBe(0);
	});
});

describe('what can not be sent is said before anything is', () => {
	const german: TemplateComponent[] = [body('Hallo {{1}}')];
	const missing = "'Body 2: …order {{2}} is ready.' of the template 'order' is empty";

	it.each<[string, NodeRun['parameters'], string, string]>([
		[
			'a template that is not there',
			filled('nobody|en_US', {}),
			"no template with the name 'nobody'",
			'Create Invite',
		],
		[
			'another language',
			filled('order|fr', {}),
			"does not exist in the language 'fr'",
			'en_US, de',
		],
		['a name in two languages', filled('order', {}), 'several languages', 'order|de'],
		['a pending template', filled('pending|en_US', {}), 'has not approved', '24 hours'],
		['a rejected template', filled('rejected|en_US', {}), 'has rejected', 'INVALID_FORMAT'],
		['a paused template', filled('paused|en_US', {}), 'has paused', 'WhatsApp Manager'],
		['a disabled template', filled('disabled|en_US', {}), 'has disabled', 'WhatsApp Manager'],
		['no template', filled('={{ "" }}', {}), "'Template' is empty", 'Choose'],
		[
			'an empty variable',
			filled('order|en_US', { body_1: 'Ana', body_2: ' ' }),
			missing,
			'expression',
		],
		[
			'a missing value of an expression',
			{ template: byId('order|en_US'), templateVariables: '={{ ({ body_1: "Ana" }) }}' },
			missing,
			'body_2',
		],
		['nothing at all', filled('order|en_US', {}), '2 variables', LABEL],
		[
			'a value that is no text',
			filled('order|en_US', { body_1: '={{ [1] }}', body_2: 'x' }),
			'is not a text',
			'number',
		],
		[
			'a line break',
			filled('order|en_US', { body_1: 'A\nB', body_2: 'x' }),
			'line break',
			'Take them out',
		],
		[
			'a variable that is gone',
			filled('order|en_US', { body_1: 'a', body_2: 'b', body_3: 'c' }),
			"has changed since this workflow was built: 'body_3'",
			'Refresh',
		],
		[
			'a variable that is new',
			filled('order|en_US', { body_1: 'a' }),
			'has changed since this workflow was built',
			'Refresh',
		],
		[
			'a variable that never was',
			{
				template: byId('order|en_US'),
				templateVariables: '={{ ({ body_1: "a", body_2: "b", name: "c" }) }}',
			},
			"has no variable 'name'",
			'body_1, body_2',
		],
		[
			'values that are no object',
			{ template: byId('order|en_US'), templateVariables: '={{ "Ana" }}' },
			"'Template Variables' is not an object",
			'expression',
		],
		[
			'a header that can not be filled',
			filled('place|en_US', {}),
			"header of the kind 'location'",
			'Use a',
		],
	])('%s', async (_, parameters, message, howToFix) => {
		order();
		sandbox().addTemplate({ name: 'order', language: 'de', components: german });
		sandbox().addTemplate({
			name: 'place',
			components: [{ type: 'HEADER', format: 'LOCATION' }, body('Here')],
		});
		for (const status of ['pending', 'rejected', 'paused', 'disabled'] as const) {
			sandbox().addTemplate({ name: status, status });
		}
		const { error } = await run(parameters);
		expect(error?.message).toContain(message);
		expect(error?.description).toContain(howToFix);
		expect(posts()).toBe(0);
	});

	it('for one item, while the others are sent', async () => {
		order();
		const { items } = await run(
			filled('order|en_US', { body_1: '={{ $json.name }}', body_2: '1' }),
			{
				input: itemsOf([{ name: 'Ana' }, {}, { name: 'Bo' }]),
				onError: 'continueRegularOutput',
			},
		);
		expect(items.map((item) => messageOf(item) !== undefined)).toEqual([false, true, false]);
		expect(sent()).toHaveLength(2);
	});
});

it('the approved one of several with the same name and language is sent', async () => {
	const twins = ['deleted', 'approved', 'approved'].map((status, index) => ({
		name: 'order',
		language: 'en_US',
		id: String(index),
		status,
		components: [],
	}));
	const list = { total: 3, waba_templates: twins };
	sandbox().addTemplate({ name: 'order' });
	sandbox().faults.add({
		method: 'GET',
		path: '/templates$',
		effect: { kind: 'answer', status: 200, body: list },
	});
	const { error } = await run(filled('order', {}));
	expect(error).toBeUndefined();
	expect(sandbox().messages()).toHaveLength(1);
});

it('a template among 1,500 is found', async () => {
	for (let n = 0; n < 1500; n++) sandbox().addTemplate({ name: `t_${n}` });
	const { error } = await run({ template: byId('t_1499') });
	expect(error).toBeUndefined();
	expect(sent()).toHaveLength(1);
	expect(sandbox().requests.count({ method: 'GET' })).toBe(2);
});

it('a message that may have been sent is not sent again', async () => {
	order();
	sandbox().faults.add({
		method: 'POST',
		path: '/messages',
		times: 1,
		effect: { kind: 'dropAfter' },
	});
	const { error } = await run(filled('order|en_US', { body_1: 'a', body_2: 'b' }), {
		retryOnFail: true,
	});
	expect(error?.message).toContain('may have been sent');
	expect(sent()).toHaveLength(1);
	expect(posts()).toBe(1);
});
