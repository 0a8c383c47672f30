import type { AxiosInstance } from 'axios';
import type { Sandbox } from '../sandbox/types';

const url = '/v1/configs/templates';
const library = '/message_template_library';
const language = 'en_US';
const toured = { name: 'toured', category: 'UTILITY', language };
const body = { type: 'BODY', text: 'Hello {{1}}!', example: { body_text: [['Ada']] } };
const buttons = [
	{ type: 'URL', text: 'Look', url: 'https://example.org/{{1}}', example: ['a'] },
	{ type: 'QUICK_REPLY', text: 'Stop' },
];

async function libraryCalls(client: AxiosInstance): Promise<void> {
	const find = async (params: object) => (await client.get(library, { params })).data;
	await find({ category: 'utility', topic: 'group_invite_link', language: 'en' });
	await find({ name: 'none' });
	const { paging } = await find({ limit: 3 });
	await find({ limit: 100, after: paging?.cursors?.after });
	await find({ after: 'bm9uZQ==' });
	await find({ limit: 'many' });
}

/** Creates, lists, decides about and deletes templates, right and wrong. */
export async function templateCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	await libraryCalls(client);
	const create = async (spec: object) => await client.post(url, { ...toured, ...spec });
	await create({ components: [body, { type: 'BUTTONS', buttons }] });
	await create({ components: [body] });
	await create({ name: 'Toured', components: [body] });
	await create({ name: 'toured_2', components: [{ type: 'BODY', text: '{{1}} ends' }] });
	for (const name of ['group_invite_upon_request_1', 'group_invite_link']) {
		await create({ name: 'toured_invite', library_template_name: name });
	}
	await client.get(url);
	await sandbox.settled();
	sandbox.rejectNextTemplate();
	await create({
		name: 'toured_balance',
		library_template_name: 'low_balance_warning_1',
		library_template_button_inputs: [
			{ type: 'URL', url: { base_url: 'https://example.org/' } },
			{ type: 'PHONE_NUMBER', phone_number: '+16315551010' },
		],
	});
	await create({ name: 'toured_bare', library_template_name: 'low_balance_warning_1' });
	await create({ name: 'toured_de', language: 'de', components: [{ ...body, type: 'FOOTER' }] });
	sandbox.addTemplate({ ...toured, category: 'UTILITY', name: 'toured_paused', status: 'paused' });
	await sandbox.settled();
	await client.get(url, { params: { limit: 2, offset: 1 } });
	await client.get(url, { params: { filters: '{"name":"toured"}', sort: 'name' } });
	await client.get(url, { params: { filters: 'toured' } });
	await client.get(url, { params: { limit: '0' } });
	await client.delete(`${url}/toured`);
	await client.delete(`${url}/toured`);
	await create({ components: [body] });
	await sandbox.settled();
}
