import type { INodeExecutionData } from 'n8n-workflow';

import { byId, runNode, type NodeRun } from '../helpers/groupsNode';
import { binaryOf, jpegOf, png } from '../helpers/pictures';
import { useSandbox } from '../helpers/useSandbox';
import type { FaultEffect, Group } from '../sandbox';

const KEY = 'a-key-that-must-not-be-seen';
const sandbox = useSandbox({ apiKey: KEY, webhookRetryDelaysMs: [] });

interface Case {
	name: string;
	parameters: (group: Group) => NodeRun['parameters'];
	/** Files of the input item. */
	binary?: INodeExecutionData['binary'];
	fault?: { method?: string; effect: FaultEffect };
	api?: Partial<NodeRun['api']>;
	/** How often the call that matters reaches the API. */
	writes?: number;
	reads?: number;
}

const create = (subject: string) => () => ({ resource: 'group', operation: 'create', subject });
const get = (group: Group) => ({ resource: 'group', operation: 'get', groupId: byId(group.id) });
const approve = (group: Group) => ({
	resource: 'joinRequest',
	operation: 'approve',
	groupId: byId(group.id),
	selectBy: 'requestId',
	joinRequestIds: group.pending[0]?.id ?? '',
});
const reset = (group: Group) => ({
	resource: 'inviteLink',
	operation: 'reset',
	groupId: byId(group.id),
});
const setPicture = (group: Group) => ({
	resource: 'group',
	operation: 'update',
	groupId: byId(group.id),
	updateFields: { pictureFieldName: 'data' },
});
const remove = (participants: string) => (group: Group) => ({
	resource: 'participant',
	operation: 'remove',
	groupId: byId(group.id),
	participants,
});
const inGroup = (groupId: string) => () => ({
	resource: 'inviteLink',
	operation: 'get',
	groupId: byId(groupId),
});

const UNKNOWN_GROUP = 'Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MToxMjAzNjM5OTk5OTk5OTk5OTkZD';
const htmlPage: FaultEffect = {
	kind: 'answer',
	status: 502,
	headers: { 'content-type': 'text/html' },
	body: `<html><h1>502 Bad Gateway</h1>${KEY}</html>`,
};
const echo: FaultEffect = {
	kind: 'answer',
	status: 400,
	body: { error: { message: `(#100) Header ${KEY} is odd`, code: 100, type: 'OAuthException' } },
};

const CASES: Case[] = [
	{ name: 'empty subject', parameters: create('   '), writes: 0 },
	{ name: 'subject of 129 characters', parameters: create('x'.repeat(129)), writes: 0 },
	{
		name: 'description of 2049 characters',
		parameters: () => ({
			...create('Long')(),
			additionalFields: { description: 'x'.repeat(2049) },
		}),
		writes: 0,
	},
	{
		name: 'PNG picture',
		parameters: setPicture,
		binary: { data: binaryOf(png, 'image/jpeg') },
		writes: 0,
	},
	{
		name: 'picture of 191 px',
		parameters: setPicture,
		binary: { data: binaryOf(jpegOf(191, 191)) },
		writes: 0,
	},
	{
		name: 'picture that is not square',
		parameters: setPicture,
		binary: { data: binaryOf(jpegOf(300, 200)) },
		writes: 0,
	},
	{
		name: 'truncated JPEG',
		parameters: setPicture,
		binary: { data: binaryOf(jpegOf(300, 300).subarray(0, -40)) },
		writes: 0,
	},
	{
		name: 'picture of more than 5 MB',
		parameters: setPicture,
		binary: { data: binaryOf(Buffer.concat([jpegOf(200, 200), Buffer.alloc(5 * 1024 * 1024)])) },
		writes: 0,
	},
	{
		name: 'file in another field',
		parameters: setPicture,
		binary: { attachment_0: binaryOf(jpegOf(200, 200)) },
		writes: 0,
	},
	{ name: 'no file at all', parameters: setPicture, writes: 0 },
	{
		name: 'nothing to update',
		parameters: (group) => ({ ...setPicture(group), updateFields: {} }),
		writes: 0,
	},
	{
		name: 'nine participants',
		parameters: (group) => ({
			resource: 'joinRequest',
			operation: 'approve',
			groupId: byId(group.id),
			selectBy: 'requestId',
			joinRequestIds: group.pending.map(({ id }) => id).join(','),
		}),
		writes: 1,
	},
	{ name: 'no participants', parameters: remove(' , '), writes: 0 },
	{ name: 'person who is no member', parameters: remove('+447700900123'), writes: 1 },
	{ name: 'phone number without country', parameters: remove('0171 1234567'), writes: 0 },
	{ name: 'words in place of a number', parameters: remove('Anna Smith'), writes: 0 },
	{ name: 'wrong key', parameters: get, api: { apiKey: 'wrong' }, reads: 1 },
	{ name: 'nothing listening', parameters: reset, api: { url: 'http://127.0.0.1:1' } },
	{ name: 'base URL without a scheme', parameters: reset, api: { url: 'waba-v2.360dialog.io' } },
	{ name: 'unknown group', parameters: inGroup(UNKNOWN_GROUP), reads: 1 },
	{ name: 'empty group', parameters: inGroup('={{ $json.none }}'), reads: 0 },
	{
		name: 'invite link in place of a group',
		parameters: inGroup('https://chat.whatsapp.com/LK3kQ0pVnXyB7sWq2TzUcd'),
		reads: 0,
	},
	{ name: 'phone number in place of a group', parameters: inGroup('+49 171 1234567'), reads: 0 },
	{ name: 'HTML 502 to a read', parameters: get, fault: { effect: htmlPage }, reads: 4 },
	{
		name: 'HTML 502 to a write',
		parameters: approve,
		fault: { effect: htmlPage },
		writes: 1,
	},
	{
		name: 'connection dropped after approve was sent',
		parameters: approve,
		fault: { method: 'POST', effect: { kind: 'dropAfter' } },
		writes: 1,
	},
	{
		name: 'connection dropped after create was sent',
		parameters: create('Dropped'),
		fault: { method: 'POST', effect: { kind: 'dropAfter' } },
		writes: 1,
	},
	{
		name: 'connection dropped after reset was sent',
		parameters: reset,
		fault: { method: 'POST', effect: { kind: 'dropAfter' } },
		writes: 1,
	},
	{
		name: 'truncated answer to a write',
		parameters: reset,
		fault: { method: 'POST', effect: { kind: 'truncatedJson' } },
		writes: 1,
	},
	{
		name: 'empty answer to reset',
		parameters: reset,
		fault: { method: 'POST', effect: { kind: 'emptyBody' } },
		writes: 1,
	},
	{
		name: 'redirect',
		parameters: get,
		fault: { effect: { kind: 'redirect', to: 'http://127.0.0.1:1/steal' } },
		reads: 1,
	},
	{ name: 'answer that echoes the key', parameters: get, fault: { effect: echo }, reads: 1 },
	{
		name: 'code that nobody documented',
		parameters: get,
		fault: {
			effect: {
				kind: 'answer',
				status: 400,
				body: { error: { message: '(#139999) The moon is full', code: 139999 } },
			},
		},
		reads: 1,
	},
	{
		name: 'operation that does not exist',
		parameters: () => ({ resource: 'group', operation: 'explode' }),
		writes: 0,
	},
	{
		name: 'limit that is not a number',
		parameters: () => ({ resource: 'group', operation: 'getAll', limit: 'many' }),
		reads: 0,
	},
];

/** A group with a link and nine people who ask to join, one more than fit. */
function groupToUse(): Group {
	const pending = Array.from({ length: 9 }, (_, n) => ({ waId: String(491711234560 + n) }));
	return sandbox().addGroup({ subject: 'Customers', pending });
}

async function meet({ parameters, binary, fault, api }: Case) {
	if (fault) sandbox().faults.add(fault);
	const result = await runNode({
		api: { url: sandbox().url, apiKey: KEY, ...api },
		parameters: parameters(groupToUse()),
		input: [{ json: {}, ...(binary ? { binary } : {}) }],
	});
	const reads = sandbox().requests.count({ method: 'GET' });
	return { ...result, reads, writes: sandbox().requests.count() - reads };
}

/** Words that n8n's guidelines keep out of messages: they say nothing and blame somebody. */
const EMPTY_WORDS = /\b(error|problem|failure|mistake|bad request|invalid)\b/i;

describe.each(CASES)('$name', (bad) => {
	it('is explained, and nothing is called more often than is safe', async () => {
		const { error, items, reads, writes } = await meet(bad);
		expect(items).toEqual([]);
		const description = error?.description?.replace(/tried for \d+ s/, 'tried for N s');
		expect({ message: error?.message, description }).toMatchSnapshot();
		expect(error?.message).not.toMatch(EMPTY_WORDS);
		expect(error?.description?.length).toBeGreaterThan(20);
		if (bad.writes !== undefined) expect(writes).toBe(bad.writes);
		if (bad.reads !== undefined) expect(reads).toBe(bad.reads);
	});

	it('never shows the key', async () => {
		const { run } = await meet(bad);
		expect(JSON.stringify(run)).not.toContain(KEY);
	});
});

it('says after a dropped connection that it may have been done, since it was', async () => {
	const group = groupToUse();
	sandbox().faults.add({ method: 'POST', effect: { kind: 'dropAfter' } });
	const { error } = await runNode({ api: sandbox(), parameters: reset(group) });
	expect(error?.message).toBe('The answer was lost, so this may have been done already');
	expect(sandbox().group(group.id)?.links).toHaveLength(2);
});
