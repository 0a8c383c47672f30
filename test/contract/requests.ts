import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { RecordedRequest, Sandbox } from '../sandbox/types';
import common from './requests/common.schema.json';
import groups from './requests/groups.schema.json';
import healthStatus from './requests/healthStatus.schema.json';
import inviteLink from './requests/inviteLink.schema.json';
import joinRequests from './requests/joinRequests.schema.json';
import media from './requests/media.schema.json';
import messages from './requests/messages.schema.json';
import multiWebhook from './requests/multiWebhook.schema.json';
import participants from './requests/participants.schema.json';
import templates from './requests/templates.schema.json';
import webhook from './requests/webhook.schema.json';

const ajv = new Ajv({
	allErrors: true,
	// References across files bring keywords whose type is stated elsewhere.
	strictTypes: false,
	strictRequired: false,
	schemas: [
		common,
		groups,
		healthStatus,
		inviteLink,
		joinRequests,
		media,
		messages,
		multiWebhook,
		participants,
		templates,
		webhook,
	],
});
addFormats(ajv);

/**
 * Every endpoint the node may call, the more exact paths first, and the schema of its requests: the
 * file's name and the definition inside.
 */
const endpoints: ReadonlyArray<readonly [method: string, path: RegExp, schema: string]> = [
	['POST', /^\/groups$/, 'groups/create'],
	['GET', /^\/groups$/, 'groups/list'],
	['GET', /^\/groups\/[^/]+$/, 'groups/info'],
	['POST', /^\/groups\/[^/]+$/, 'groups/update'],
	['DELETE', /^\/groups\/[^/]+$/, 'groups/delete'],
	['GET', /^\/groups\/[^/]+\/invite_link$/, 'inviteLink/get'],
	['POST', /^\/groups\/[^/]+\/invite_link$/, 'inviteLink/reset'],
	['GET', /^\/groups\/[^/]+\/join_requests$/, 'joinRequests/list'],
	['POST', /^\/groups\/[^/]+\/join_requests$/, 'joinRequests/approve'],
	['DELETE', /^\/groups\/[^/]+\/join_requests$/, 'joinRequests/reject'],
	['DELETE', /^\/groups\/[^/]+\/participants$/, 'participants/remove'],
	['POST', /^\/messages$/, 'messages/send'],
	['GET', /^\/v1\/configs\/templates$/, 'templates/list'],
	['POST', /^\/v1\/configs\/templates$/, 'templates/createFromLibrary'],
	['DELETE', /^\/v1\/configs\/templates\/[^/]+$/, 'templates/delete'],
	['GET', /^\/message_template_library$/, 'templates/library'],
	['GET', /^\/v1\/configs\/webhook$/, 'webhook/get'],
	['POST', /^\/v1\/configs\/webhook$/, 'webhook/set'],
	['DELETE', /^\/v1\/configs\/webhook$/, 'webhook/remove'],
	['GET', /^\/multi_webhook$/, 'multiWebhook/get'],
	['POST', /^\/multi_webhook$/, 'multiWebhook/switch'],
	['PUT', /^\/multi_webhook$/, 'multiWebhook/append'],
	['PATCH', /^\/multi_webhook$/, 'multiWebhook/change'],
	['GET', /^\/health_status$/, 'healthStatus/get'],
	['POST', /^\/media$/, 'media/upload'],
	['GET', /^\/\d+$/, 'media/info'],
	['DELETE', /^\/\d+$/, 'media/delete'],
];

/** A picture travels in another kind of body than the texts of a group, to the same place. */
const otherSchema = (schema: string, { headers }: RecordedRequest) =>
	schema === 'groups/update' && headers['content-type']?.startsWith('multipart/')
		? 'groups/updatePicture'
		: schema;

function schemaOf(request: RecordedRequest): string | undefined {
	const { method, path } = request;
	const found = endpoints.find(([one, pattern]) => one === method && pattern.test(path))?.[2];
	return found === undefined ? undefined : otherSchema(found, request);
}

function validatorOf(schema: string): ValidateFunction {
	const [file = '', definition = ''] = schema.split('/');
	const validate = ajv.getSchema(`${file}.request.schema.json#/$defs/${definition}`);
	if (validate === undefined) throw new Error(`There is no schema for requests of ${schema}`);
	return validate;
}

/** What a schema cannot say: a file is of the type that the body names. */
function typeViolations(parts: RecordedRequest['parts']): string[] {
	const named = parts.find(({ name, kind }) => name === 'type' && kind === 'field')?.value;
	const file = parts.find(({ kind }) => kind === 'file')?.type;
	return named === undefined || named === file ? [] : [`type is ${named}, the file is ${file}`];
}

/** In: a recorded request. Out: how it differs from what is documented, one sentence each. */
export function requestViolations(request: RecordedRequest): string[] {
	const schema = schemaOf(request);
	if (schema === undefined) return ['no such endpoint is documented'];
	const { query, headers, parts, body } = request;
	const validate = validatorOf(schema);
	if (validate({ query, headers, parts, ...(body === undefined ? {} : { body }) })) {
		return typeViolations(parts);
	}
	return (validate.errors ?? []).map(({ instancePath, message = '', params }) =>
		[instancePath || '(whole)', message, JSON.stringify(params)].join(' '),
	);
}

/** Whether n8n has sent it, and not a test with a client of its own. */
export function isFromNode({ headers }: RecordedRequest): boolean {
	return headers['user-agent'] === 'n8n';
}

/**
 * Holds every request that n8n has sent to a sandbox against the schemas. Throws an error that lists
 * all violations. Out: how many were held against them. Meant for `afterEach`. A path that the sandbox
 * does not have is left out: a test's credential may name a wrong place on purpose, and whoever goes
 * there without a purpose is told so by the sandbox's refusal.
 */
export function checkRequests({ requests }: Pick<Sandbox, 'requests'>): number {
	const sent = requests.all().filter((one) => isFromNode(one) && one.route !== undefined);
	const wrong = sent.flatMap((request) =>
		requestViolations(request).map((violation) => {
			const { method, path, query, body, parts } = request;
			const content = JSON.stringify({ query, body, parts });
			return `${method} ${path}: ${violation}\n  in ${content}`;
		}),
	);
	if (wrong.length > 0) {
		throw new Error(`Requests are wrong in ${wrong.length} places:\n${wrong.join('\n')}`);
	}
	return sent.length;
}
