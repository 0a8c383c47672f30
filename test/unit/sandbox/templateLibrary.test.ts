import { need, useSandbox } from './support';

interface Row {
	name: string;
	language: string;
	topic: string;
	category: string;
	body: string;
	body_params: string[];
	body_param_types: string[];
}

const used = useSandbox();

async function find(params: object = {}) {
	return await used.client.get('/message_template_library', { params });
}

async function rows(params: object = {}): Promise<Row[]> {
	return (await find({ limit: 100, ...params })).data.data;
}

describe('the template library', () => {
	it('has invitations as the guide asks for them', async () => {
		const found = await rows({ category: 'utility', topic: 'group_invite_link', language: 'en' });

		expect(found.map(({ name }) => name)).toEqual([
			'group_invite_upon_request_1',
			'group_invite_upon_request_2',
		]);
		for (const { topic, category } of found) {
			expect([topic, category]).toEqual(['GROUP_INVITE_LINK', 'UTILITY']);
		}
	});

	it('has as many samples and types as variables in every row', async () => {
		for (const { body, body_params, body_param_types } of await rows()) {
			const variables = new Set(body.match(/\{\{\d+\}\}/g));
			expect([body_params.length, body_param_types.length]).toEqual([
				variables.size,
				variables.size,
			]);
		}
	});

	it('has no row twice', async () => {
		const names = (await rows()).map(({ name, language }) => `${name} ${language}`);

		expect(new Set(names).size).toBe(names.length);
	});

	it.each([
		[{ name: 'delivery_update_1' }, (row: Row) => row.name === 'delivery_update_1'],
		[{ language: 'de' }, (row: Row) => row.language === 'de'],
		[{ topic: 'PAYMENTS' }, (row: Row) => row.topic === 'PAYMENTS'],
		[{ usecase: 'LOW_BALANCE_WARNING' }, (row: Row) => row.name === 'low_balance_warning_1'],
		[{ search: 'gruppe' }, (row: Row) => row.body.includes('Gruppe')],
		[{ language: 'xx' }, () => false],
	])('can be filtered by %j', async (params, fits) => {
		const all = await rows();

		expect(await rows(params)).toEqual(all.filter(fits));
	});

	it.each([1, 2, 5, 100])('can be read in pages of %i', async (limit) => {
		const all = await rows();
		const seen: Row[] = [];
		let after: string | undefined;
		do {
			const { data } = await find({ limit, after });
			seen.push(...data.data);
			after = data.paging.cursors.after;
		} while (after !== undefined);

		expect(seen).toEqual(all);
	});

	it('has no such page', async () => {
		expect(await find({ after: 'bm9uZQ==' })).toMatchObject({
			status: 400,
			data: { error: { code: 131059 } },
		});
		expect((await find({ limit: 0 })).status).toBe(400);
	});

	it('may not be let through', async () => {
		used.sandbox.readings.templateLibrary = 'absent';

		expect(await find()).toMatchObject({ status: 403, data: { error: 'Path is blocked' } });
	});

	it('has rows that templates can be made from', async () => {
		for (const { name, language } of await rows({ topic: 'GROUP_INVITE_LINK' })) {
			await used.client.post('/v1/configs/templates', {
				...{ name, language, category: 'UTILITY', library_template_name: name },
			});
		}

		const made = used.sandbox.templates();
		expect(made).toHaveLength((await rows({ topic: 'GROUP_INVITE_LINK' })).length);
		expect(need(made[0]).libraryTemplateName).toBe('group_invite_upon_request_1');
	});
});
