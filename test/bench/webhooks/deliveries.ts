import type { LoadRequest } from '../load';

/** Our trigger's name for what is delivered here. */
export const DELIVERED_EVENT = 'joinRequest.created';

const GROUP = 'Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MToxMjAzNjM0MDQ2OTQyMzM4MjAZD';
const FIRST_PERSON = 491_713_000_000;

/**
 * A delivery of the size and shape that 360dialog sends most: one person asks to join one group.
 *
 * @param number from 0; each stands for another person with another request
 * @param headers that were registered with the webhook
 */
export function joinRequestDelivery(
	number: number,
	headers: Record<string, string> = {},
): LoadRequest {
	const person = String(FIRST_PERSON + number);
	const group = {
		timestamp: String(1_755_548_877 + number),
		group_id: GROUP,
		type: 'group_join_request_created',
		reason: 'invite_link',
		join_request_id: Buffer.from(`${person}:120363404694233820`).toString('base64'),
		wa_id: person,
	};
	const value = {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
		groups: [group],
	};
	const body = {
		object: 'whatsapp_business_account',
		entry: [{ id: '102290129340398', changes: [{ value, field: 'group_participants_update' }] }],
	};
	return {
		headers: { 'content-type': 'application/json', ...headers },
		body: JSON.stringify(body),
	};
}
