import type { AxiosInstance } from 'axios';
import type { Group, Person, Sandbox } from '../sandbox/types';
import { clientOf, jpeg, sendPicture } from './client';
import { mediaCalls, messageCalls } from './messageTour';
import { templateCalls } from './templateTour';

const messaging_product = 'whatsapp';
const everyField =
	'subject,description,participants,join_approval_mode,suspended,creation_timestamp,total_participant_count';

const square = jpeg(200);
const oblong = jpeg(200, 220);
const tiny = jpeg(100);

/** The n-th of some people who have nothing but a number. */
export function person(n: number): Person {
	return { waId: String(12025550000 + n) };
}

const hidden: Person = {
	waId: '447700900999',
	username: '@hidden',
	userId: 'GB.4477',
	parentUserId: 'GB.ENT.1',
};
const withoutTerms: Person = { ...person(90), acceptedTerms: false };

async function groupCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	const create = async (body: object) => await client.post('/groups', body);
	await create({ messaging_product, subject: 'Toured', description: 'All of it' });
	await create({ messaging_product, subject: 'x', join_approval_mode: 'approval_required' });
	await create({ subject: 'No product' });
	await create({ messaging_product, subject: '   ' });
	await create({ messaging_product, subject: 's'.repeat(129) });
	await create({ messaging_product, subject: 's', description: 'd'.repeat(2049) });
	await create({ messaging_product, subject: 's', join_approval_mode: true });
	await client.post('/groups', Buffer.from('{"messaging_product":'), {
		headers: { 'content-type': 'application/json' },
	});
	sandbox.failNextCreation();
	await create({ messaging_product, subject: 'Fails', description: 'Why' });
	await sandbox.settled();
	const [group] = sandbox.groups();
	await client.get('/groups/no-such-group', { params: { fields: 'subject' } });
	await client.get(`/groups/${group?.id}`);
	await client.get(`/groups/${group?.id}`, { params: { fields: everyField } });
	await client.get(`/groups/${group?.id}`, { params: { fields: 'colour' } });
	sandbox.failNextDeletion();
	await client.delete(`/groups/${group?.id}`);
	await client.delete(`/groups/${group?.id}`);
	await client.delete(`/groups/${group?.id}`);
}

async function listCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	await client.get('/groups');
	for (const limit of ['0', '1025', 'many']) await client.get('/groups', { params: { limit } });
	const get = async (params: object) => {
		const { data } = await client.get('/groups', { params: { limit: 2, ...params } });
		return data.paging?.cursors ?? {};
	};
	const first = await get({});
	const second = await get({ after: first.after });
	await get({ before: second.before });
	await get({ after: 'bm9uZQ==' });
	await get({ after: first.after, before: second.before });
	sandbox.expireCursors();
	await get({ after: first.after });
}

async function settingsCalls(sandbox: Sandbox, client: AxiosInstance, group: Group): Promise<void> {
	const url = `/groups/${group.id}`;
	const update = async (body: object) => await client.post(url, { messaging_product, ...body });
	await update({ subject: ' Renamed ' });
	await update({ description: 'New' });
	await update({ description: '' });
	await update({ subject: '' });
	await update({});
	await update({ subject: 7 });
	await update({ profile_picture_file: '/tmp/picture.jpg' });
	sandbox.failNextUpdate(1, ['subject']);
	await update({ subject: 'Half', description: 'Done' });
	sandbox.failNextUpdate();
	await update({ subject: 'Nothing', description: 'done' });
	for (const part of ['file', 'profile_picture_file']) {
		await sendPicture(client, group.id, { bytes: square, part });
		await sendPicture(client, group.id, { bytes: square, part, subject: 'Along' });
		await sendPicture(client, group.id, { bytes: oblong, part });
		await sendPicture(client, group.id, { bytes: tiny, part });
		await sendPicture(client, group.id, { bytes: Buffer.from('GIF89a'), part });
	}
	await sendPicture(client, group.id, { bytes: square, messagingProduct: 'sms' });
}

async function linkCalls(sandbox: Sandbox, client: AxiosInstance, group: Group): Promise<void> {
	const url = `/groups/${group.id}/invite_link`;
	await client.get(url);
	await client.post(url, { messaging_product });
	await client.post(url);
	const open = sandbox.addGroup({ subject: 'Open', joinApprovalMode: 'auto_approve' });
	sandbox.openLink(open.inviteLink, person(1));
	sandbox.openLink(open.inviteLink, hidden);
	for (const { waId } of [person(1), hidden]) {
		sandbox.writeMessage(open.id, waId, 'Hello');
		sandbox.leave(open.id, waId);
	}
}

async function joinRequestCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	const group = sandbox.addGroup({ subject: 'Asked', joinApprovalMode: 'approval_required' });
	const url = `/groups/${group.id}/join_requests`;
	const askers = [...Array.from({ length: 9 }, (_, n) => person(n)), hidden, withoutTerms];
	const ids = askers.map((asker) => sandbox.askToJoin(group.id, asker).id);
	sandbox.withdraw(group.id, person(8).waId);
	const { data } = await client.get(url, { params: { limit: 4 } });
	const { after, before } = data.paging.cursors;
	await client.get(url, { params: { limit: 4, after } });
	await client.get(url, { params: { before } });
	await client.get(url, { params: { after: 'bm9uZQZD' } });
	const decide = async (method: 'post' | 'delete', join_requests: unknown) =>
		await client.request({ method, url, data: { messaging_product, join_requests } });
	await decide('delete', ids.slice(0, 1));
	await decide('delete', [...ids.slice(0, 2), 'no-such-request']);
	await client.get(url, { params: { limit: 4, after } });
	await decide('post', ids.slice(2, 4));
	await decide('post', [ids[4], 'no-such-request', ids[10]]);
	await decide('post', ['no-such-request']);
	await decide('post', [ids[5], ids[5]]);
	await decide('post', []);
	await decide('post', ids.slice(9, 10));
	await client.get(`/groups/${group.id}`, { params: { fields: everyField } });
	await client.delete(url);
	for (const n of [20, 21, 22]) sandbox.askToJoin(group.id, person(n));
	await decide(
		'post',
		sandbox.group(group.id)?.pending.map((request) => request.id),
	);
}

async function participantCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	const members = [person(1), person(2), person(3), person(4), hidden];
	const { id } = sandbox.addGroup({ subject: 'Emptied', members });
	const remove = async (...participants: object[]) =>
		await client.delete(`/groups/${id}/participants`, {
			data: { messaging_product, participants },
		});
	const user = (n: number) => ({ user: person(n).waId });
	await remove(user(1), { user: `+${person(2).waId}` });
	await remove(user(3), user(1));
	await remove(user(1), user(2));
	await remove(user(4), { user: `+${person(4).waId}` });
	await remove(...Array.from({ length: 9 }, (_, n) => user(n)));
	await remove({ user_id: hidden.userId });
	await remove({ user: '1', user_id: '2' });
	await remove({ user: 'abc' });
	await remove();
}

async function suspendedCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	const { id } = sandbox.addGroup({ subject: 'Suspended' });
	sandbox.suspend(id, true);
	await client.get(`/groups/${id}`, { params: { fields: 'suspended' } });
	await client.post(`/groups/${id}`, { messaging_product, subject: 'New' });
	await client.get(`/groups/${id}/invite_link`);
	await client.get(`/groups/${id}/join_requests`);
	sandbox.suspend(id, false);
}

async function nativeCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	await client.get('/health_status');
	await client.get('/groups', { headers: { 'D360-API-KEY': 'wrong' } });
	await client.get('/groups', { headers: { 'D360-API-KEY': null } });
	await client.post('/groups/1/participants', { messaging_product });
	sandbox.configureWebhook(undefined);
	await client.get('/v1/configs/webhook');
	const configure = async (body: object) => await client.post('/v1/configs/webhook', body);
	await configure({ url: 'no address' });
	await configure({ url: 'https://example.org/hook', headers: { 'X-Number': 1 } });
	await configure({ url: 'https://example.org:8443/hook' });
	await configure({ url: 'https://example.org/hook', headers: { 'X-Secret': 's' } });
	await client.get('/v1/configs/webhook');
	await client.delete('/v1/configs/webhook');
	await configure({ url: '' });
	sandbox.configureWebhook(undefined);
	sandbox.conditions.rateLimitPerSecond = 1;
	await client.get('/groups');
	await client.get('/groups');
	sandbox.conditions.rateLimitPerSecond = 0;
}

async function multiWebhookCalls(sandbox: Sandbox, client: AxiosInstance): Promise<void> {
	const { readings } = sandbox;
	const { multiWebhook } = readings;
	const url = '/multi_webhook';
	const destination = (name: string) => ({ name, url: `https://${name}.example.org/` });
	const destinations = ['one', 'two', 'three', 'four'].map(destination);
	for (const method of ['get', 'post', 'put', 'patch']) await client.request({ method, url });
	readings.multiWebhook = 'available';
	await client.get(url);
	await client.put(url, { destinations });
	await client.post(url, { enabled: 'yes' });
	await client.post(url, { enabled: true, destinations: destinations.slice(0, 1) });
	await client.post(url, { enabled: true });
	await client.put(url, { destinations: [destination('two')] });
	await client.put(url, { destinations: [destination('two')] });
	await client.put(url, { destinations });
	await client.put(url, { destinations: [{ name: 'bad', url: 'bad' }] });
	await client.patch(url, { name: 'two', headers: { 'X-Secret': 's' } });
	await client.patch(url, { name: 'none', url: 'https://example.org/' });
	await client.get(url);
	await client.post(url, { enabled: false });
	await client.get(url);
	readings.multiWebhook = multiWebhook;
}

/**
 * Calls every endpoint in every way, right and wrong, and makes every kind of event happen.
 * In: a sandbox whose creation delay is short and whose limit of groups is not reached.
 */
export async function tour(sandbox: Sandbox): Promise<void> {
	const client = clientOf(sandbox);
	await groupCalls(sandbox, client);
	const [group] = sandbox.seedGroups(5);
	if (group === undefined) throw new Error('The sandbox made no groups');
	await listCalls(sandbox, client);
	await settingsCalls(sandbox, client, group);
	await linkCalls(sandbox, client, group);
	await joinRequestCalls(sandbox, client);
	await participantCalls(sandbox, client);
	await suspendedCalls(sandbox, client);
	await mediaCalls(sandbox, client);
	await messageCalls(sandbox, client);
	await templateCalls(sandbox, client);
	await multiWebhookCalls(sandbox, client);
	await nativeCalls(sandbox, client);
	await sandbox.settled();
}
