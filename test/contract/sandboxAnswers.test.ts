import { startSandbox } from '../sandbox';
import { type ReadingName, readingChoices } from '../sandbox/readings';
import type { Readings, Sandbox } from '../sandbox/types';
import { checkRecorded } from './answers';
import { tour } from './tour';

const choices = Object.entries(readingChoices).flatMap(([name, values]) =>
	values.map((value): [string, string] => [name, value]),
);

let sandbox: Sandbox;

beforeAll(async () => {
	sandbox = await startSandbox({ creationDelayMs: 0, statusDelayMs: 0 });
});

afterEach(() => {
	sandbox.reset();
});

afterAll(async () => {
	await sandbox.close();
});

function choose(name: string, value: string): void {
	Object.assign(sandbox.readings, { [name]: value });
}

/** Every pair of endpoint and status that the sandbox has answered. */
function seenAnswers(): string[] {
	const seen = sandbox.requests
		.all()
		.map(({ method, route, handledStatus }) => `${method} ${route ?? '*'} ${handledStatus}`);
	return [...new Set(seen)].sort();
}

describe('with the default readings', () => {
	beforeEach(async () => {
		await tour(sandbox);
	});

	it('every answer obeys its schema, and every endpoint has succeeded and refused', () => {
		const { answers } = checkRecorded(sandbox);

		expect(answers).toBe(sandbox.requests.count());
		expect(seenAnswers()).toEqual([
			'DELETE /:mediaId(^\\d+$) 200',
			'DELETE /:mediaId(^\\d+$) 400',
			'DELETE /groups/:groupId 200',
			'DELETE /groups/:groupId 400',
			'DELETE /groups/:groupId/join_requests 200',
			'DELETE /groups/:groupId/join_requests 206',
			'DELETE /groups/:groupId/join_requests 400',
			'DELETE /groups/:groupId/participants 200',
			'DELETE /groups/:groupId/participants 206',
			'DELETE /groups/:groupId/participants 400',
			'DELETE /v1/configs/templates/:name 200',
			'DELETE /v1/configs/templates/:name 404',
			'DELETE /v1/configs/webhook 403',
			'GET /:mediaId(^\\d+$) 200',
			'GET /:mediaId(^\\d+$) 400',
			'GET /groups 200',
			'GET /groups 400',
			'GET /groups 401',
			'GET /groups 429',
			'GET /groups/:groupId 200',
			'GET /groups/:groupId 400',
			'GET /groups/:groupId/invite_link 200',
			'GET /groups/:groupId/invite_link 403',
			'GET /groups/:groupId/join_requests 200',
			'GET /groups/:groupId/join_requests 400',
			'GET /groups/:groupId/join_requests 403',
			'GET /health_status 200',
			'GET /message_template_library 200',
			'GET /message_template_library 400',
			'GET /multi_webhook 200',
			'GET /multi_webhook 404',
			'GET /v1/configs/templates 200',
			'GET /v1/configs/templates 400',
			'GET /v1/configs/webhook 200',
			'GET /v1/configs/webhook 404',
			'GET /whatsapp_business/attachments/ 200',
			'GET /whatsapp_business/attachments/ 404',
			'PATCH /multi_webhook 200',
			'PATCH /multi_webhook 404',
			'POST * 403',
			'POST /groups 200',
			'POST /groups 400',
			'POST /groups/:groupId 200',
			'POST /groups/:groupId 400',
			'POST /groups/:groupId 403',
			'POST /groups/:groupId/invite_link 200',
			'POST /groups/:groupId/invite_link 400',
			'POST /groups/:groupId/join_requests 200',
			'POST /groups/:groupId/join_requests 206',
			'POST /groups/:groupId/join_requests 400',
			'POST /media 200',
			'POST /media 400',
			'POST /messages 200',
			'POST /messages 400',
			'POST /messages 403',
			'POST /messages 404',
			'POST /messages 429',
			'POST /multi_webhook 200',
			'POST /multi_webhook 400',
			'POST /multi_webhook 404',
			'POST /multi_webhook 409',
			'POST /v1/configs/templates 200',
			'POST /v1/configs/templates 400',
			'POST /v1/configs/webhook 200',
			'POST /v1/configs/webhook 400',
			'PUT /multi_webhook 200',
			'PUT /multi_webhook 400',
			'PUT /multi_webhook 404',
			'PUT /multi_webhook 409',
		]);
	});

	it('every webhook obeys its schema, and every type has been sent', () => {
		const { webhooks } = checkRecorded(sandbox);

		expect(webhooks).toBe(sandbox.webhooks.count());
		expect([...new Set(sandbox.webhooks.all().map(({ type }) => type))].sort()).toEqual([
			'APPROVED',
			'REJECTED',
			'delivered',
			'failed',
			'group_create',
			'group_delete',
			'group_join_request_created',
			'group_join_request_revoked',
			'group_participants_add',
			'group_participants_remove',
			'group_settings_update',
			'group_suspend',
			'group_suspend_cleared',
			'read',
			'sent',
			'text',
		]);
	});
});

/** What shows that a switch was thrown; without it the tour would prove nothing about it. */
const marks: Array<[ReadingName, Readings[ReadingName], RegExp]> = [
	['createAnswer', 'id_is_request_id', /"answer":\{"id":"[0-9A-F]{32}"\}/],
	['createAnswer', 'id_is_group_id', /"answer":\{"id":"Y2FwaV9ncm91cD[^"]+"\}/],
	['writeAnswer', 'success_string', /"answer":\{"success":"true"\}/],
	['writeAnswer', 'request_id', /"route":"\/groups\/:groupId\/participants".+?"request_id"/],
	['nativeErrors', 'object', /"answer":\{"error":\{"message":"\(#190\)/],
	['nativeErrors', 'message', /"answer":\{"message":"Invalid API key"\}/],
	['nativeErrors', 'errors', /"answer":\{"errors":\[\{"code":1,/],
	['nativeErrors', 'meta', /"http_code":401,"developer_message"/],
	['nativeErrors', 'meta_camel_case', /"httpCode":404,"developerMessage"/],
	['createdAt', 'integer', /"created_at":\d/],
	['groupInfoScalars', 'quoted', /"suspended":"false","creation_timestamp":"\d+"/],
	['timestamps', 'number', /"timestamp":\d/],
	['initiatedBy', 'value', /"initiated_by":"business"\},"field"/],
	['pictureHash', 'base64', /"sha256":"[A-Za-z0-9+/]{43}="/],
	['usernameWaId', 'empty', /"wa_id":"","user_id"/],
	['usernameWaId', 'absent', /"join_request_id":"[^"]+","user_id"/],
	['usernameWaId', 'empty', /"from":"","from_user_id"/],
	['usernameWaId', 'absent', /"messages":\[\{"from_user_id"/],
	['webhookRemoval', 'delete', /"method":"DELETE","path":"\/v1\/configs\/webhook".+"status":204/],
	[
		'webhookRemoval',
		'impossible',
		/"method":"DELETE","path":"\/v1\/configs\/webhook".+"status":405/,
	],
	['multiWebhook', 'available', /"method":"PATCH","path":"\/multi_webhook".+"status":409/],
	[
		'multiWebhookPostWhenEnabled',
		'replaces',
		/"path":"\/multi_webhook".+"body":\{"enabled":true\}.+"status":200/,
	],
	['multiWebhookGetWhenDisabled', '409', /"method":"GET","path":"\/multi_webhook".+"status":409/],
	['serviceWindow', 'webhook', /"status":"failed".+"code":131047/],
	['participantKey', 'participant_recipient_id', /"participant_recipient_id":"\d+"/],
	['pricingPlace', 'conversation', /"conversation":\{.+"pricing":\{.+"group_marketing"/],
	['statusBatch', 'by_message', /"status":"delivered"[^[]+"status":"delivered"/],
	['stickersInGroups', 'refused', /"type":"sticker".+"handledStatus":400/],
	['otherTypesInGroups', 'accepted', /"type":"location".+"handledStatus":200/],
	['mediaFaults', 'webhook', /"image":\{"id":"1"\}.+"handledStatus":200/],
	['unknownMedia', '131053', /"image":\{"id":"1"\}.+"code":131053/],
	['uploadTypes', 'any', /"path":"\/media".+"type":"application\/zip".+"handledStatus":200/],
	['mediaUrl', 'lookaside', /"url":"https:\/\/lookaside\.fbsbx\.com\//],
	['mediaHash', 'base64', /"route":"[^"]+mediaId.+"sha256":"[A-Za-z0-9+/]{43}="/],
	['messageLimitStatus', '400', /"handledStatus":400.+"code":130429/],
	['usernameWaId', 'absent', /"recipient_type":"group","recipient_participant_user_id"/],
	['templateLibrary', 'absent', /"route":"\/message_template_library".+"status":403/],
	['libraryTemplateName', 'topic', /"library_template_name":"group_invite_link"\}.+"status":200/],
	['templateAnswer', 'legacy', /"route":"\/v1\/configs\/templates".+"status":201/],
	['templateAnswer', 'legacy', /"developer_message":"template name=toured/],
	['templateRefusal', 'details', /configs\/templates".+"handledStatus":400.+"error_data"/],
	['templateStatusCase', 'upper', /"status":"PENDING","rejected_reason":"NONE"/],
	['health', 'BLOCKED', /"can_send_message":"BLOCKED"/],
];

function recorded(): string[] {
	return [...sandbox.requests.all(), ...sandbox.webhooks.all()].map((one) => JSON.stringify(one));
}

describe('with every reading', () => {
	let byDefault: string[];

	beforeAll(async () => {
		await tour(sandbox);
		byDefault = recorded();
		sandbox.reset();
	});

	it.each(choices)('%s = %s: answers and webhooks obey, and it shows', async (name, value) => {
		choose(name, value);

		await tour(sandbox);

		const { answers, webhooks } = checkRecorded(sandbox);
		expect(answers).toBe(sandbox.requests.count());
		expect(webhooks).toBe(sandbox.webhooks.count());
		for (const [, , mark] of marks.filter((one) => one[0] === name && one[1] === value)) {
			expect(recorded().filter((line) => mark.test(line))).not.toEqual([]);
			expect(byDefault.filter((line) => mark.test(line))).toEqual([]);
		}
	});

	it('all last choices together: every answer and webhook obeys its schema', async () => {
		for (const [name, values] of Object.entries(readingChoices)) {
			choose(name, values[values.length - 1] ?? '');
		}

		await tour(sandbox);

		expect(checkRecorded(sandbox).answers).toBeGreaterThan(80);
	});
});
