/** One thing that happened around people in a group, as it stands in a delivery. */
export interface GroupChange {
	type: string;
	group_id: string;
	timestamp: string;
	[other: string]: unknown;
}

const GROUP_ID = 'Y2FwaV9ncm91cDoxNTU1MDc4Mzg4MToxMjAzNjM0MDQ2OTQyMzM4MjAZD';

let made = 0;

/** A request to join that no other is equal to. */
export function newJoinRequest(): GroupChange {
	made += 1;
	return {
		type: 'group_join_request_created',
		group_id: GROUP_ID,
		timestamp: '1755548877',
		reason: 'invite_link',
		join_request_id: `request-${process.pid}-${made}`,
		wa_id: '16505551234',
	};
}

/** The body in which 360dialog delivers changes. */
export function deliveryOf(...groups: GroupChange[]) {
	const value = {
		messaging_product: 'whatsapp',
		metadata: { display_phone_number: '15550783881', phone_number_id: '106540352242922' },
		groups,
	};
	return {
		object: 'whatsapp_business_account',
		entry: [{ id: '102290129340398', changes: [{ field: 'group_participants_update', value }] }],
	};
}
