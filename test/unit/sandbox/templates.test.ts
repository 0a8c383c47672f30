import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { violations } from '../../contract/schemas';
import { Activity } from '../../sandbox/activity';
import { Changes } from '../../sandbox/changes';
import { Random } from '../../sandbox/random';
import { TemplateStore } from '../../sandbox/state/templates';
import type { Template, TemplateSpec } from '../../sandbox/types';
import { ada, codeOf, need, useSandbox } from './support';

const used = useSandbox({ templateApprovalMs: 1 });
const url = '/v1/configs/templates';
const language = 'en_US';
const body = (text: string) => ({ type: 'BODY' as const, text });
const example = { body_text: [['Ada']] };
const plain = { name: 'hello', category: 'UTILITY', language, components: [body('Hello!')] };
const invite = {
	name: 'group_invite_en',
	category: 'UTILITY',
	language,
	library_template_name: 'group_invite_upon_request_1',
};

async function create(spec: object) {
	return await used.client.post(url, spec);
}

async function list(params: object = {}) {
	return (await used.client.get(url, { params })).data;
}

/** Out: the reason in words, as Graph gives it for a refused template. */
function reasonOf({ data }: { data: { error?: { error_user_msg?: string } } }): unknown {
	return data.error?.error_user_msg;
}

describe('creating a template', () => {
	it('takes a moment until it is approved, and a webhook tells it', async () => {
		const { status, data } = await create(plain);

		expect([status, data]).toEqual([
			200,
			{ id: expect.stringMatching(/^\d+$/), status: 'PENDING', category: 'UTILITY' },
		]);
		await used.sandbox.settled();
		expect((await list()).waba_templates).toMatchObject([
			{ name: 'hello', status: 'approved', rejected_reason: null },
		]);
		expect(used.sandbox.webhooks.last()).toMatchObject({
			field: 'message_template_status_update',
			payload: { entry: [{ changes: [{ value: { event: 'APPROVED' } }] }] },
		});
	});

	it('tells a decision as the known sample does', async () => {
		const path = join(
			__dirname,
			'../../fixtures/webhooks/message_template_status_update.approved.json',
		);
		const sample: unknown = JSON.parse(readFileSync(path, 'utf8'));
		used.sandbox.addTemplate({ name: 'group_invite_en', status: 'pending' });
		used.sandbox.decideTemplate('group_invite_en', language, 'approved');

		expect(violations('webhook', sample)).toEqual([]);
		expect(shapeOf(need(used.sandbox.webhooks.last()).payload)).toEqual(shapeOf(sample));
	});

	it('can end in a refusal with a reason, once', async () => {
		used.sandbox.rejectNextTemplate('TAG_CONTENT_MISMATCH');
		await create(plain);
		await used.sandbox.settled();
		await create({ ...plain, name: 'again' });
		await used.sandbox.settled();

		expect((await list()).waba_templates).toMatchObject([
			{ name: 'hello', status: 'rejected', rejected_reason: 'TAG_CONTENT_MISMATCH' },
			{ name: 'again', status: 'approved', rejected_reason: null },
		]);
	});

	it('from the library takes over the text, the sample and the name of the entry', async () => {
		await create(invite);

		const [row] = (await list()).waba_templates;
		expect(row).toMatchObject({ library_template_name: 'group_invite_upon_request_1' });
		expect(row.components).toEqual([
			{
				type: 'BODY',
				text: expect.stringContaining('{{1}}'),
				example: { body_text: [[expect.stringMatching(/^https:\/\/chat\.whatsapp\.com\//)]] },
			},
		]);
	});

	it.each([
		['library_name', 'group_invite_upon_request_1', 200],
		['library_name', 'group_invite_link', 400],
		['topic', 'group_invite_upon_request_1', 400],
		['topic', 'group_invite_link', 200],
	] as const)('where the library name is a %s, %s gets %i', async (reading, name, expected) => {
		used.sandbox.readings.libraryTemplateName = reading;

		const { status } = await create({ ...invite, library_template_name: name });

		expect(status).toBe(expected);
		expect(used.sandbox.templates()).toHaveLength(expected === 200 ? 1 : 0);
	});

	it.each([
		['a list', (inputs: unknown) => inputs],
		['a text, as Meta shows it', (inputs: unknown) => JSON.stringify(inputs)],
	])('takes the inputs of buttons as %s', async (_kind, form) => {
		const inputs = [{ type: 'URL', url: { base_url: 'https://example.org/{{1}}' } }];
		await create({
			...invite,
			library_template_name: 'delivery_update_1',
			library_template_button_inputs: form(inputs),
		});

		const buttons = used.sandbox.templates()[0]?.components.at(-1);
		expect(buttons).toMatchObject({ type: 'BUTTONS', buttons: [{ url: inputs[0]?.url.base_url }] });
	});

	it.each<[why: string, spec: object, reason: RegExp]>([
		['capitals in the name', { name: 'Hello' }, /lowercase/],
		['a name too long', { name: 'a'.repeat(513) }, /512/],
		['no name', { name: undefined }, /lowercase/],
		['an unknown language', { language: 'English' }, /language/],
		['an unknown category', { category: 'SOCIAL' }, /category/],
		['no components', { components: undefined }, /BODY/],
		['two bodies', { components: [body('a'), body('b')] }, /at most once/],
		['a component of no kind', { components: [{ type: 'body', text: 'a' }] }, /type/],
		['a body too long', { components: [body('a'.repeat(1025))] }, /1024/],
		['a gap in the numbers', { components: [{ ...body('a {{2}} b'), example }] }, /gaps/],
		['a variable at the end', { components: [{ ...body('a {{1}}'), example }] }, /start or end/],
		['a variable at the start', { components: [{ ...body('{{1}} a'), example }] }, /start or end/],
		['no example', { components: [body('a {{1}} b')] }, /example/],
		[
			'two variables in the header',
			{ components: [body('a'), { type: 'HEADER', format: 'TEXT', text: '{{1}} {{2}}', example }] },
			/too many variables/,
		],
		['a header of no format', { components: [body('a'), { type: 'HEADER', text: 'a' }] }, /format/],
		['no buttons', { components: [body('a'), { type: 'BUTTONS', buttons: [] }] }, /buttons/],
		[
			'a button without address',
			{ components: [body('a'), { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'a' }] }] },
			/url/,
		],
		['an entry that is not in the library', { library_template_name: 'none' }, /library/],
		[
			'an entry that is not in this language',
			{ language: 'fr', library_template_name: invite.library_template_name },
			/library/,
		],
		[
			'a library template of another category',
			{ ...invite, category: 'MARKETING' },
			/must be UTILITY/,
		],
		[
			'buttons without inputs',
			{ ...invite, library_template_name: 'delivery_update_1' },
			/1 entries/,
		],
		[
			'the wrong kind of input',
			{
				...invite,
				library_template_name: 'delivery_update_1',
				library_template_button_inputs: [{ type: 'PHONE_NUMBER', phone_number: '+1' }],
			},
			/no right URL/,
		],
	])('refuses %s', async (_why, spec, reason) => {
		const answer = await create({ ...plain, ...spec });

		expect([answer.status, codeOf(answer)]).toEqual([400, 100]);
		expect(reasonOf(answer)).toMatch(reason);
		expect(used.sandbox.templates()).toEqual([]);
	});

	it('refuses the same name in the same language, and not in another one', async () => {
		await create(plain);

		const again = await create(plain);
		const other = await create({ ...plain, language: 'de' });

		expect(again.data.error).toMatchObject({ code: 100, error_subcode: 2388024 });
		expect(other.status).toBe(200);
	});

	it('takes any name of the allowed letters and no other', async () => {
		const name = fc.string({ unit: fc.constantFrom(...'az09_AZ -é'), minLength: 1, maxLength: 12 });
		await fc.assert(
			fc.asyncProperty(name, async (one) => {
				const { status } = await create({ ...plain, name: one });
				const isKnown = used.sandbox.templates().filter((known) => known.name === one);
				expect(isKnown).toHaveLength(/^[a-z0-9_]+$/.test(one) ? 1 : 0);
				if (isKnown.length === 0) expect(status).toBe(400);
			}),
			{ numRuns: 60 },
		);
	});
});

describe('the decision about a template', () => {
	const decided: Template[] = [];
	const activity = new Activity();

	function storeOf(approvalMs: number): TemplateStore {
		return new TemplateStore({
			...{ random: new Random(1), activity, changes: new Changes(), approvalMs },
			linkOf: () => '',
			onDecision: (template) => decided.push(template),
		});
	}

	beforeEach(() => {
		decided.length = 0;
		jest.useFakeTimers();
	});

	afterEach(() => {
		jest.useRealTimers();
	});

	it('comes after its time and not before', () => {
		const store = storeOf(3000);
		store.submit({ name: 'hello' });

		jest.advanceTimersByTime(2999);
		expect([store.find('hello', language)?.status, decided]).toEqual(['pending', []]);
		jest.advanceTimersByTime(1);
		expect(decided).toMatchObject([{ name: 'hello', status: 'approved' }]);
	});

	it('never comes by itself if the time is 0', () => {
		const store = storeOf(0);
		store.submit({ name: 'hello' });
		jest.runAllTimers();

		expect(store.find('hello', language)?.status).toBe('pending');
	});

	it('does not come if the template was deleted or decided about before', () => {
		const store = storeOf(3000);
		for (const name of ['deleted', 'decided']) store.submit({ name });
		store.rejectNext();
		store.delete('deleted');
		store.decide('decided', language, 'approved');
		jest.runAllTimers();

		expect(decided).toMatchObject([{ name: 'decided', status: 'approved' }]);
	});

	it('does not come after a reset', () => {
		const store = storeOf(3000);
		store.submit({ name: 'hello' });
		store.reset();
		jest.runAllTimers();

		expect([decided, store.all()]).toEqual([[], []]);
	});
});

describe('the list of templates', () => {
	it.each([
		['lower', 'submitted', null],
		['upper', 'PENDING', 'NONE'],
	] as const)('has its status in %s case', async (reading, status, rejected_reason) => {
		used.sandbox.readings.templateStatusCase = reading;
		used.sandbox.addTemplate({ name: 'hello', status: 'pending' });

		expect((await list()).waba_templates).toMatchObject([{ status, rejected_reason }]);
	});
});

describe('the pages of the list of templates', () => {
	beforeEach(() => {
		for (let number = 1; number <= 5; number++) {
			used.sandbox.addTemplate({ name: `t${number}`, language: number % 2 === 0 ? 'de' : 'en' });
		}
	});

	it.each([
		[{}, 1000, ['t1', 't2', 't3', 't4', 't5']],
		[{ limit: 2 }, 2, ['t1', 't2']],
		[{ limit: 2, offset: 4 }, 2, ['t5']],
		[{ offset: 9 }, 1000, []],
		[{ limit: 5000 }, 1000, ['t1', 't2', 't3', 't4', 't5']],
	])('has pages: %j', async (params, limit, names) => {
		const { waba_templates, ...rest } = await list(params);

		expect(waba_templates.map(({ name }: Template) => name)).toEqual(names);
		expect(rest).toEqual({
			count: names.length,
			total: 5,
			limit,
			offset: 'offset' in params ? params.offset : 0,
			filters: {},
			sort: ['id'],
		});
	});

	it('can be filtered', async () => {
		const { total, filters, waba_templates } = await list({ filters: '{"language":"de"}' });

		expect([total, filters]).toEqual([2, { language: 'de' }]);
		expect(waba_templates.map(({ name }: Template) => name)).toEqual(['t2', 't4']);
	});

	it.each([{ limit: 0 }, { limit: 'all' }, { offset: -1 }, { filters: 'de' }])(
		'refuses %j',
		async (params) => {
			expect((await used.client.get(url, { params })).status).toBe(400);
		},
	);
});

describe('deleting a template', () => {
	it('deletes it in every language, and nothing else', async () => {
		for (const spec of [plain, { ...plain, language: 'de' }, { ...plain, name: 'hello_2' }]) {
			await create(spec);
		}

		expect(await used.client.delete(`${url}/hello`)).toMatchObject({ data: { success: true } });
		expect(used.sandbox.templates().map(({ name }) => name)).toEqual(['hello_2']);
		expect((await used.client.delete(`${url}/hello`)).status).toBe(404);
	});

	it('keeps the name of an approved one from being used again', async () => {
		used.sandbox.addTemplate({ name: 'hello' });
		used.sandbox.addTemplate({ name: 'refused', status: 'rejected' });
		for (const name of ['hello', 'refused']) await used.client.delete(`${url}/${name}`);

		expect((await create(plain)).data.error).toMatchObject({ error_subcode: 2388023 });
		expect((await create({ ...plain, name: 'refused' })).status).toBe(200);
	});
});

/** Out: the same, with the kind of every value in its place. */
function shapeOf(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(shapeOf);
	if (typeof value !== 'object' || value === null) return typeof value;
	return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, shapeOf(one)]));
}

describe('sending a template', () => {
	type Components = TemplateSpec['components'];
	const text = (value: string) => ({ type: 'text', text: value });
	const link = 'https://example.org/a';
	const urlButton = (address: string) => ({ type: 'URL', text: 'Look', url: address });
	const withButton = (address: string): Components => [
		body('Hello!'),
		{ type: 'BUTTONS', buttons: [urlButton(address)] },
	];
	const button = (sub_type: string, index: unknown, ...parameters: object[]) => ({
		...{ type: 'button', sub_type, index, parameters },
	});
	const withHeader = (format: 'IMAGE' | 'DOCUMENT'): Components => [
		{ type: 'HEADER', format },
		body('Hello!'),
	];

	async function send(components: Components, sent: unknown, to = '12025550111') {
		used.sandbox.addTemplate({ name: 'sent', components });
		return await used.client.post('/messages', {
			messaging_product: 'whatsapp',
			recipient_type: to.startsWith('1') ? 'individual' : 'group',
			to,
			type: 'template',
			template: { name: 'sent', language: { code: language }, components: sent },
		});
	}

	function sentText(): string | undefined {
		return used.sandbox.messages().at(-1)?.text;
	}

	it('fills numbered variables in by their numbers', async () => {
		const parameters = [text('Ada'), text('Friday')];
		const { status } = await send(
			[body('On {{2}}, {{1}}, on {{2}}!')],
			[{ type: 'body', parameters }],
		);

		expect([status, sentText()]).toEqual([200, 'On Friday, Ada, on Friday!']);
	});

	it('fills named variables in by their names', async () => {
		const parameters = [
			{ ...text('Friday'), parameter_name: 'day' },
			{ ...text('Ada'), parameter_name: 'first_name' },
		];
		await send([body('Hi {{first_name}}, see you on {{day}}!')], [{ type: 'body', parameters }]);

		expect(sentText()).toBe('Hi Ada, see you on Friday!');
	});

	it('does not fill in what was filled in', async () => {
		const parameters = [text('{{2}} $& {{1}}'), text('b')];
		await send([body('a {{1}} {{2}}.')], [{ type: 'body', parameters }]);

		expect(sentText()).toBe('a {{2}} $& {{1}} b.');
	});

	it('turns a group ID into the newest invite link of the group', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'One' });
		await used.client.post(`/groups/${id}/invite_link`, { messaging_product: 'whatsapp' });
		const parameters = [{ type: 'group_id', group_id: id }];
		await send([body('Join: {{1}} now')], [{ type: 'body', parameters }]);

		expect(sentText()).toBe(`Join: ${need(used.sandbox.group(id)).inviteLink} now`);
	});

	it('does not take a group ID of no group, or in a group', async () => {
		const { id } = used.sandbox.addGroup({ subject: 'One', members: [ada] });
		const components = (group_id: string) => [
			{ type: 'body', parameters: [{ type: 'group_id', group_id }] },
		];
		const nowhere = await send([body('Join: {{1}} now')], components('none'));
		used.sandbox.reset();
		const group = used.sandbox.addGroup({ subject: 'One', members: [ada] });
		const inGroup = await send([body('Join: {{1}} now')], components(id), group.id);

		expect(codeOf(nowhere)).toBe(131041);
		expect(codeOf(inGroup)).toBe(100);
	});

	it('is not for codes in groups', async () => {
		const { id: to } = used.sandbox.addGroup({ subject: 'One', members: [ada] });
		used.sandbox.addTemplate({ name: 'code', category: 'AUTHENTICATION' });
		const template = { name: 'code', language: { code: language } };
		const message = { messaging_product: 'whatsapp', type: 'template', template };

		const inGroup = await used.client.post('/messages', {
			...message,
			...{ recipient_type: 'group', to },
		});
		const alone = await used.client.post('/messages', { ...message, to: ada.waId });

		expect([codeOf(inGroup), alone.status]).toEqual([100, 200]);
	});

	it.each<[what: string, components: Components, sent: unknown]>([
		['no variables', [body('Hello!')], undefined],
		['a header with a picture', withHeader('IMAGE'), [header({ type: 'image', image: { link } })]],
		['a static address', withButton(link), []],
		['an address with a variable', withButton(`${link}/{{1}}`), [button('url', '0', text('b'))]],
		['a number as index', withButton(`${link}/{{1}}`), [button('url', 0, text('b'))]],
		[
			'a date and a price',
			[body('a {{1}} {{2}}.')],
			[
				{
					type: 'body',
					parameters: [
						{ type: 'date_time', date_time: { fallback_value: 'May 1' } },
						{
							type: 'currency',
							currency: { fallback_value: '$1', code: 'USD', amount_1000: 1000 },
						},
					],
				},
			],
		],
	])('takes %s', async (_what, components, sent) => {
		expect((await send(components, sent)).status).toBe(200);
	});

	function header(...parameters: object[]) {
		return { type: 'header', parameters };
	}

	it.each<[what: string, code: number, components: Components, sent: unknown]>([
		['too few variables', 132000, [body('a {{1}} b')], []],
		['too many variables', 132000, [body('Hello!')], [{ type: 'body', parameters: [text('a')] }]],
		['a header that is not there', 132000, [body('a')], [header(text('a'))]],
		[
			'no variable of the header',
			132000,
			[{ type: 'HEADER', format: 'TEXT', text: 'a {{1}}' }, body('a')],
			[],
		],
		['no picture', 132012, withHeader('IMAGE'), undefined],
		['a text for a picture', 132012, withHeader('IMAGE'), [header(text('a'))]],
		[
			'a picture for a document',
			132012,
			withHeader('DOCUMENT'),
			[header({ type: 'image', image: { link } })],
		],
		['a picture from nowhere', 131008, withHeader('IMAGE'), [header({ type: 'image', image: {} })]],
		['an empty text', 131008, [body('a {{1}} b')], [{ type: 'body', parameters: [text('')] }]],
		['a line break', 100, [body('a {{1}} b')], [{ type: 'body', parameters: [text('a\nb')] }]],
		['no end of the address', 131008, withButton(`${link}/{{1}}`), []],
		['an end of a static address', 132018, withButton(link), [button('url', '0', text('b'))]],
		['a button of another kind', 132018, withButton(link), [button('quick_reply', '0')]],
		['a button that is not there', 132018, withButton(link), [button('url', '1', text('b'))]],
		['a button without a place', 100, withButton(link), [{ type: 'button', sub_type: 'url' }]],
		['components that are no list', 100, [body('a')], { type: 'body' }],
		['a component of no kind', 100, [body('a')], [{ type: 'footer' }]],
		['the body twice', 100, [body('a')], [{ type: 'body' }, { type: 'body' }]],
		[
			'a name that is not in the template',
			100,
			[body('a {{day}} b')],
			[{ type: 'body', parameters: [{ ...text('a'), parameter_name: 'date' }] }],
		],
		[
			'a text too long',
			132005,
			[body(`${'a'.repeat(1000)} {{1}}.`), { type: 'FOOTER', text: 'a' }],
			[{ type: 'body', parameters: [text('b'.repeat(30))] }],
		],
	])('refuses %s with %i', async (_what, code, components, sent) => {
		const answer = await send(components, sent);

		expect(codeOf(answer)).toBe(code);
		expect(used.sandbox.messages()).toEqual([]);
	});

	it.each([
		['pending', 132001, 404],
		['rejected', 132001, 404],
		['paused', 132015, 400],
		['disabled', 132016, 400],
	] as const)('refuses one that is %s', async (status, code, expected) => {
		used.sandbox.addTemplate({ name: 'not_yet', status });
		const template = { name: 'not_yet', language: { code: language } };
		const answer = await used.client.post('/messages', {
			...{ messaging_product: 'whatsapp', to: ada.waId, type: 'template', template },
		});

		expect([answer.status, codeOf(answer)]).toEqual([expected, code]);
	});

	it('says how many variables were expected', async () => {
		const { data } = await send([body('a {{1}} b')], []);

		expect(data.error.error_data.details).toBe(
			'body: number of localizable_params (0) does not match the expected number of params (1)',
		);
	});
});

describe('the page and tests', () => {
	const control = async (method: string, path: string, data?: object) =>
		await used.client.request({ method, url: `/_sandbox/templates${path}`, data });

	it('add, show and decide', async () => {
		const { data } = await control('POST', '', { name: 'mine', status: 'pending' });
		expect(data).toMatchObject({ name: 'mine', language, status: 'pending' });
		await control('POST', '/reject', { name: 'mine', language, reason: 'SCAM' });
		expect((await control('GET', '')).data).toMatchObject([
			{ status: 'rejected', rejectedReason: 'SCAM' },
		]);
		await control('POST', '/approve', { name: 'mine', language });
		expect((await control('GET', '')).data).toMatchObject([{ status: 'approved' }]);
		expect(used.sandbox.templates()[0]).not.toHaveProperty('rejectedReason');
	});

	it('plan a rejection', async () => {
		await control('POST', '/reject-next', { reason: 'PROMOTIONAL' });
		await create(plain);
		await used.sandbox.settled();

		expect(used.sandbox.templates()).toMatchObject([{ rejectedReason: 'PROMOTIONAL' }]);
	});

	it.each([
		['POST', '', {}, /"name" is missing/],
		['POST', '', { name: 'a', status: 'new' }, /"status" is one of/],
		['POST', '', { name: 'a', components: [{}] }, /"components" is a list/],
		['POST', '/approve', { name: 'a', language }, /no template "a"/],
	])('%s %s %j is refused', async (method, path, data, sentence) => {
		const answer = await control(method, path, data);

		expect([answer.status, answer.data.error]).toEqual([400, expect.stringMatching(sentence)]);
	});

	it('do not add one twice', () => {
		used.sandbox.addTemplate({ name: 'mine' });

		expect(() => used.sandbox.addTemplate({ name: 'mine' })).toThrow(/already/);
	});

	it('get copies', () => {
		const template = used.sandbox.addTemplate({ name: 'mine' });
		template.components.length = 0;

		expect(used.sandbox.templates()[0]?.components).toHaveLength(1);
	});
});
