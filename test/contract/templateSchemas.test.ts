import { type SchemaName, violations } from './schemas';

type Path = ReadonlyArray<string | number>;

/** Out: a copy with another value in that place, or without it. */
function changed(source: unknown, path: Path, value: unknown): unknown {
	const copy: unknown = structuredClone(source);
	let place: unknown = copy;
	for (const step of path.slice(0, -1)) place = Reflect.get(Object(place), step);
	const key = path.at(-1) ?? '';
	if (value === undefined) Reflect.deleteProperty(Object(place), key);
	else Reflect.set(Object(place), key, value);
	return copy;
}

const template = {
	id: '123456WT',
	name: 'group_invite_en',
	namespace: 'c8ae5f90_307a',
	language: 'en_US',
	category: 'UTILITY',
	components: [
		{ type: 'HEADER', format: 'IMAGE' },
		{ type: 'BODY', text: 'Hello {{1}}!', example: { body_text: [['Ada']] } },
		{ type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Look', url: 'https://example.org/' }] },
	],
	status: 'approved',
	rejected_reason: null,
};
const list = {
	...{ count: 1, filters: {}, limit: 1000, offset: 0, sort: ['id'], total: 1 },
	waba_templates: [template],
};
/** Meta's sample of a row. */
const entry = {
	name: 'delivery_failed_2_form',
	language: 'en_US',
	category: 'UTILITY',
	topic: 'ORDER_MANAGEMENT',
	usecase: 'DELIVERY_FAILED',
	industry: ['E_COMMERCE'],
	body: 'We were unable to deliver order {{1}} today.\n\nPlease {{2}} to try again.',
	body_params: ['#12345', 'try a redelivery'],
	body_param_types: ['TEXT', 'TEXT'],
	buttons: [{ type: 'FLOW', text: 'Reschedule' }],
	id: '7138055039625658',
};
const refusal = {
	error: {
		message: '(#100) Invalid parameter',
		type: 'OAuthException',
		code: 100,
		error_subcode: 2388024,
		is_transient: false,
		error_user_title: 'Content in this language already exists',
		error_user_msg: 'There is already English (US) content for this template.',
		fbtrace_id: 'A1',
	},
};
const inRow: Path = ['body', 'waba_templates', 0];
const inEntry: Path = ['body', 'data', 0];

const cases: Array<[SchemaName, unknown, Array<[Path, unknown]>]> = [
	[
		'listTemplates',
		{ status: 200, body: list },
		[
			[['status'], 201],
			[['body', 'total'], undefined],
			[['body', 'limit'], 1001],
			[['body', 'waba_templates'], undefined],
			[['body', 'data'], []],
			[[...inRow, 'name'], 'Group'],
			[[...inRow, 'category'], 'utility'],
			[[...inRow, 'status'], 'new'],
			[[...inRow, 'rejected_reason'], 'SCAM'],
			[[...inRow, 'status'], 'rejected'],
			[[...inRow, 'components'], []],
			[[...inRow, 'components', 0, 'format'], undefined],
			[[...inRow, 'components', 1, 'type'], 'FOOTER'],
			[[...inRow, 'components', 2, 'buttons', 0, 'url'], undefined],
			[[...inRow, 'components', 2, 'buttons'], []],
		],
	],
	[
		'createTemplate',
		{ status: 200, body: { id: '1', status: 'PENDING', category: 'UTILITY' } },
		[
			[['status'], 201],
			[['body', 'id'], 1],
			[['body', 'status'], 'submitted'],
			[['body', 'name'], 'a'],
		],
	],
	[
		'createTemplate',
		{ status: 201, body: template },
		[
			[['status'], 200],
			[['body', 'namespace'], undefined],
		],
	],
	[
		'removeTemplate',
		{ status: 200, body: { success: true } },
		[
			[['body', 'success'], false],
			[['status'], 204],
		],
	],
	[
		'removeTemplate',
		{ status: 200, body: { meta: { success: true, http_code: 200, developer_message: 'gone' } } },
		[[['body', 'meta', 'success'], false]],
	],
	[
		'templateLibrary',
		{ status: 200, body: { data: [entry], paging: { cursors: { before: 'MA==' } } } },
		[
			[['body', 'data'], undefined],
			[['body', 'paging', 'cursors'], undefined],
			[[...inEntry, 'name'], undefined],
			[[...inEntry, 'topic'], 'order management'],
			[[...inEntry, 'body_param_types', 0], 'WORD'],
			[[...inEntry, 'buttons'], []],
			[[...inEntry, 'components'], []],
		],
	],
	[
		'error',
		{ status: 400, body: refusal },
		[
			[['status'], 401],
			[['body', 'error', 'code'], 200],
			[['body', 'error', 'error_user_msg'], undefined],
			[['body', 'error', 'is_transient'], undefined],
		],
	],
];

describe.each(cases)('the schema %s', (name, sample, changes) => {
	it('takes the sample', () => {
		expect(violations(name, sample)).toEqual([]);
	});

	it.each(changes)('does not take it with %j = %j', (path, value) => {
		expect(violations(name, changed(sample, path, value))).not.toEqual([]);
	});
});
