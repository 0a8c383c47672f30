import { byId, itemsOf, messageOf, runNode, type NodeRun } from '../helpers/groupsNode';
import { useSandbox } from '../helpers/useSandbox';
import type { FaultEffect } from '../sandbox';

const sandbox = useSandbox({ webhookRetryDelaysMs: [], templateApprovalMs: 0 });

const run = async (parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) =>
	await runNode({
		api: sandbox(),
		parameters: { resource: 'template', ...parameters },
		...more,
	});

const templates = '/v1/configs/templates';
const created = () =>
	sandbox()
		.requests.find({ method: 'POST', path: templates })
		.map(({ body }) => (typeof body === 'object' && body !== null ? body : {}));
const json = ({ items }: Awaited<ReturnType<typeof run>>) => items.map((item) => item.json);
const create = { operation: 'createInvite', name: 'invite_1' };
const picked = (value: string) => ({ __rl: true, mode: 'id', value });

describe('createInvite', () => {
	it('takes the first invitation of the library in the language', async () => {
		const result = await run({ ...create, language: 'de' });
		expect(result.error).toBeUndefined();
		expect(json(result)).toEqual([
			{
				name: 'invite_1',
				language: 'de',
				status: 'pending',
				id: sandbox().templates()[0]?.id,
				libraryTemplateName: 'group_invite_upon_request_1',
				text: expect.stringContaining('Hier ist der Link'),
			},
		]);
		expect(created()).toEqual([
			{
				name: 'invite_1',
				category: 'UTILITY',
				language: 'de',
				library_template_name: 'group_invite_upon_request_1',
			},
		]);
	});

	it('has the defaults of the panel', async () => {
		expect(json(await run({ operation: 'createInvite' }))).toMatchObject([
			{ name: 'group_invite', language: 'en_US' },
		]);
	});

	it.each(['meta', 'legacy'] as const)('reads the %s form of the answer', async (answer) => {
		sandbox().readings.templateAnswer = answer;
		expect(json(await run(create))).toMatchObject([{ status: 'pending', id: expect.any(String) }]);
	});

	it.each([
		['library_name', 'available', ['group_invite_upon_request_1']],
		['topic', 'available', ['group_invite_upon_request_1', 'group_invite_link']],
		['topic', 'absent', ['group_invite_link']],
	] as const)(
		'makes one template where the entry is a %s and the library is %s',
		async (libraryTemplateName, templateLibrary, tried) => {
			Object.assign(sandbox().readings, { libraryTemplateName, templateLibrary });
			const result = await run(create);
			expect(json(result)).toMatchObject([{ libraryTemplateName: tried.at(-1) }]);
			expect(created()).toMatchObject(
				tried.map((library_template_name) => ({ library_template_name })),
			);
			expect(sandbox().templates()).toHaveLength(1);
		},
	);

	it.each(['user_message', 'details'] as const)(
		'says what to do where neither is accepted (%s)',
		async (templateRefusal) => {
			Object.assign(sandbox().readings, { templateLibrary: 'absent', templateRefusal });
			const { error } = await run(create);
			expect(error?.message).toContain("from the library entry 'group_invite_link'");
			expect(error?.description).toContain('Template Library');
			expect(sandbox().templates()).toEqual([]);
		},
	);

	it('takes the entry that was picked, and no other', async () => {
		const second = { libraryTemplate: picked('group_invite_upon_request_2') };
		expect(json(await run({ ...create, ...second }))).toMatchObject([
			{
				libraryTemplateName: 'group_invite_upon_request_2',
				text: expect.stringContaining('we will talk about {{2}}'),
			},
		]);
		const unknown = { libraryTemplate: picked('no_such_entry'), name: 'other' };
		const { error } = await run({ ...create, ...unknown });
		expect(error?.message).toContain("'no_such_entry'");
		expect(created()).toHaveLength(2);
	});

	it('says so when the library has nothing in the language', async () => {
		const { error } = await run({ ...create, language: '={{ "fi" }}' });
		expect(error?.message).toContain("in the language 'fi'");
		expect(created()).toMatchObject([{ library_template_name: 'group_invite_link' }]);
	});

	it('also tries the entry of the language without its country', async () => {
		const { error } = await run({ ...create, language: 'es_MX' });
		expect(error?.message).toContain("in the language 'es_MX'");
		expect(created()).toMatchObject([
			{ language: 'es_MX', library_template_name: 'group_invite_upon_request_1' },
			{ language: 'es_MX', library_template_name: 'group_invite_link' },
		]);
	});

	it.each([
		['Group Invite!', 'group_invite'],
		['Größe-Übersicht', 'grosse_ubersicht'],
		['  A  B ', 'a_b'],
		['x'.repeat(513), 'x'.repeat(512)],
	])('offers a right name for %j', async (name, mended) => {
		const { error } = await run({ ...create, name });
		expect(error?.message).toContain("'Name'");
		expect(error?.description).toMatch(new RegExp(`: ${mended}$`));
		expect(sandbox().requests.count()).toBe(0);
	});

	it.each([
		['={{ "" }}', "'Name' is empty"],
		['你好', "The value in 'Name'"],
	])('refuses the name %j before any call', async (name, message) => {
		const { error } = await run({ ...create, name });
		expect(error?.message).toContain(message);
		expect(sandbox().requests.count()).toBe(0);
	});

	it('says so when there is one like it, and which status it has', async () => {
		sandbox().addTemplate({ name: 'invite_1', status: 'rejected' });
		const { error } = await run(create);
		expect(error?.message).toBe("There is already a template 'invite_1' in the language 'en_US'");
		expect(error?.description).toContain("'rejected'");
		expect(created()).toEqual([]);
		const german = await run({ ...create, language: 'de' });
		expect(json(german)).toMatchObject([{ name: 'invite_1', language: 'de' }]);
	});

	it('makes one of two items with the same name and language', async () => {
		const { items } = await run(create, {
			input: itemsOf([{}, {}]),
			onError: 'continueRegularOutput',
		});
		expect(items.map((item) => messageOf(item)?.toString())).toEqual([
			undefined,
			expect.stringContaining('already'),
		]);
		expect(sandbox().templates()).toHaveLength(1);
	});

	it('says what happened when the name was used not long ago', async () => {
		sandbox().addTemplate({ name: 'invite_1' });
		await run({ operation: 'delete', templateName: picked('invite_1') });
		const { error } = await run(create);
		expect(error?.description).toContain('deleted in the last 30 days');
	});

	it.each<[string, FaultEffect]>([
		['dropped connection', { kind: 'dropAfter' }],
		['gateway', { kind: 'answer', status: 502, body: '<html>' }],
	])('makes no second one when the answer is lost: %s', async (_, effect) => {
		sandbox().faults.add({ method: 'POST', path: templates, effect });
		const { error } = await run(create, { retryOnFail: true });
		expect(error?.message).toBe('The answer was lost, so this template may have been created');
		expect(created()).toHaveLength(1);
	});

	it('waits for a rate limit, which is not a refusal of the name', async () => {
		const body = { error: { message: 'Too many calls', code: 80007 } };
		const effect: FaultEffect = {
			kind: 'answer',
			status: 400,
			body,
			headers: { 'retry-after': '0' },
		};
		sandbox().faults.add({ method: 'POST', path: templates, times: 2, effect });
		expect(json(await run(create))).toMatchObject([{ name: 'invite_1' }]);
		expect(new Set(created().map((body) => JSON.stringify(body))).size).toBe(1);
	});

	it('does not try the other name when the number may not do this at all', async () => {
		const body = { error: { message: '(#10) No permission', code: 10 } };
		sandbox().faults.add({
			method: 'POST',
			path: templates,
			effect: { kind: 'answer', status: 403, body },
		});
		const { error } = await run(create);
		expect(error?.message).toBe('Your number is not allowed to do that');
		expect(created()).toHaveLength(1);
	});
});

describe('getAll', () => {
	const getAll = { operation: 'getAll', returnAll: true };

	it('gives the simple form', async () => {
		const { id } = sandbox().addTemplate({
			name: 'order',
			language: 'de',
			components: [
				{ type: 'HEADER', format: 'IMAGE' },
				{ type: 'BODY', text: 'Hallo {{1}}!', example: { body_text: [['Ana']] } },
				{ type: 'FOOTER', text: 'Bis bald' },
				{
					type: 'BUTTONS',
					buttons: [{ type: 'URL', text: 'Mehr', url: 'https://x.example/{{1}}' }],
				},
			],
		});
		expect(json(await run(getAll))).toEqual([
			{
				name: 'order',
				language: 'de',
				status: 'approved',
				category: 'utility',
				id: expect.any(String),
				header: 'image',
				text: 'Hallo {{1}}!',
				footer: 'Bis bald',
				buttons: [{ type: 'url', text: 'Mehr', url: 'https://x.example/{{1}}' }],
				variables: ['header_image', 'body_1', 'button_1_url'],
			},
		]);
		expect(id).toEqual(expect.any(String));
		expect(json(await run({ ...getAll, simple: false }))).toMatchObject([
			{ components: expect.any(Array), namespace: expect.any(String) },
		]);
	});

	it.each(['lower', 'upper'] as const)('filters, with statuses in %s case', async (statusCase) => {
		sandbox().readings.templateStatusCase = statusCase;
		for (const status of ['approved', 'pending', 'rejected', 'paused', 'disabled'] as const) {
			sandbox().addTemplate({ name: status, status });
			sandbox().addTemplate({ name: status, status, language: 'pt_BR' });
		}
		const names = async (filters: NodeRun['parameters']) =>
			json(await run({ ...getAll, filters })).map(
				({ name, language }) => `${String(name)} ${String(language)}`,
			);
		expect(await names({ status: ['pending'] })).toEqual(['pending en_US', 'pending pt_BR']);
		expect(await names({ status: ['approved', 'paused'], language: 'pt_BR' })).toEqual([
			'approved pt_BR',
			'paused pt_BR',
		]);
		expect(await names({ language: '={{ "pt-br" }}', status: 'rejected' })).toEqual([
			'rejected pt_BR',
		]);
		expect(await names({})).toHaveLength(10);
		expect(json(await run({ ...getAll, filters: { status: ['rejected'] } }))[0]).toMatchObject({
			status: 'rejected',
			rejectedReason: 'INVALID_FORMAT',
		});
	});

	it('reads 1,500 templates in two calls, and no more than it needs', async () => {
		for (let n = 0; n < 1500; n++) sandbox().addTemplate({ name: `t_${n}` });
		const names = json(await run(getAll)).map(({ name }) => name);
		expect(names).toEqual(Array.from({ length: 1500 }, (_, n) => `t_${n}`));
		expect(sandbox().requests.count({ path: templates })).toBe(2);
		const limited = await run({ operation: 'getAll', limit: 3 });
		expect(json(limited)).toHaveLength(3);
		expect(sandbox().requests.count({ path: templates })).toBe(3);
	});

	it('gives nothing where there is none', async () => {
		expect(json(await run(getAll))).toEqual([]);
	});
});

describe('delete', () => {
	it('deletes all languages of a name', async () => {
		sandbox().addTemplate({ name: 'a' });
		sandbox().addTemplate({ name: 'a', language: 'de' });
		sandbox().addTemplate({ name: 'b' });
		const result = await run({ operation: 'delete', templateName: picked('a') });
		expect(json(result)).toEqual([{ deleted: true, name: 'a' }]);
		expect(
			sandbox()
				.templates()
				.map(({ name }) => name),
		).toEqual(['b']);
	});

	it.each(['meta', 'legacy'] as const)('reads the %s form of the answer', async (answer) => {
		sandbox().readings.templateAnswer = answer;
		sandbox().addTemplate({ name: 'a' });
		const result = await run({ operation: 'delete', templateName: picked('a') });
		expect(json(result)).toEqual([{ deleted: true, name: 'a' }]);
	});

	it.each([
		['nobody', "There is no template with the name 'nobody'", 1],
		['={{ "" }}', "'Template Name' is empty", 0],
		['a|de', 'names one language', 0],
	])('says what is wrong with %j', async (name, message, calls) => {
		sandbox().addTemplate({ name: 'a' });
		const { error } = await run({ operation: 'delete', templateName: picked(name) });
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/\w/);
		expect(sandbox().requests.count({ method: 'DELETE' })).toBe(calls);
		expect(sandbox().templates()).toHaveLength(1);
	});

	it('is not repeated when the answer is lost', async () => {
		sandbox().addTemplate({ name: 'a' });
		sandbox().faults.add({ method: 'DELETE', effect: { kind: 'dropAfter' } });
		const { error } = await run(
			{ operation: 'delete', templateName: byId('a') },
			{ retryOnFail: true },
		);
		expect(error?.message).toBe('The answer was lost, so this template may have been deleted');
		expect(sandbox().requests.count({ method: 'DELETE' })).toBe(1);
	});
});
