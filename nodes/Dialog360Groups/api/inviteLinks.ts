import type { ApiClient, ApiCall } from './client';
import { ApiError } from './failure';
import { asText } from './wire';

export async function getInviteLink(client: ApiClient, groupId: string): Promise<string> {
	return await readLink(client, { method: 'GET', path: pathOf(groupId) });
}

/** Makes a new link; all older ones stop working at once. */
export async function resetInviteLink(client: ApiClient, groupId: string): Promise<string> {
	const json = { messaging_product: 'whatsapp' };
	return await readLink(client, { method: 'POST', path: pathOf(groupId), json });
}

const pathOf = (groupId: string) => ['groups', groupId, 'invite_link'];

async function readLink(client: ApiClient, call: ApiCall): Promise<string> {
	const { body, httpStatus } = await client.send(call);
	const link = asText(body.invite_link);
	if (link !== undefined) return link;
	throw new ApiError({ kind: 'interrupted', httpStatus, isWrite: call.method !== 'GET' });
}
