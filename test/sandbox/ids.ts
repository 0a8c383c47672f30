import type { Random } from './random';

const digits = '0123456789';
const alphanumeric = `ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz${digits}`;

/** The number the API key belongs to; the values are those of Meta's samples. */
export const business = {
	wabaId: '102290129340398',
	phoneNumberId: '106540352242922',
	displayPhoneNumber: '15550783881',
};

const inviteLinkPrefix = 'https://chat.whatsapp.com/';

/** Base64 as Graph ids have it: `Z` is written `ZA` and `=` is written `ZD` (reference 1). */
export function graphBase64(text: string): string {
	return Buffer.from(text).toString('base64').replaceAll('Z', 'ZA').replaceAll('=', 'ZD');
}

/** WhatsApp's own number of a group, such as `120363404694233820`. */
export function newGroupNumber(random: Random): string {
	return `120363${random.text(12, digits)}`;
}

/** The `group_id` of the API, made as in the samples of reference 1. */
export function groupIdOf(groupNumber: string): string {
	return graphBase64(`capi_group:${business.displayPhoneNumber}:${groupNumber}`);
}

/** The `join_request_id`: person and group, so it is the same when a person asks again. */
export function joinRequestIdOf(personId: string, groupNumber: string): string {
	return graphBase64(`${personId}:${groupNumber}`);
}

export function newRequestId(random: Random): string {
	return random.text(32, `${digits}ABCDEF`);
}

export function newInviteLink(random: Random): string {
	return inviteLinkPrefix + random.text(22, alphanumeric);
}

/** A cursor of the list of groups: plain base64 of a number (reference 1). */
export function newGroupCursor(random: Random): string {
	return Buffer.from(random.integer(1, 9) + random.text(16, digits)).toString('base64');
}

/** A cursor of a list of join requests: base64 of a JSON object (reference 1). */
export function newJoinRequestCursor(offset: number, random: Random): string {
	return graphBase64(JSON.stringify({ offset, versionId: `17${random.text(17, digits)}` }));
}

/** A message's id, made as in the samples of reference 4.3: who wrote it, and something random. */
export function newMessageId(personId: string, random: Random): string {
	const bytes = [
		Buffer.from([0x1c, 0x18, personId.length]),
		Buffer.from(personId),
		Buffer.from([0x15, 0x02, 0x00, 0x12, 0x18, 0x14]),
		Buffer.from(random.text(20, `${digits}ABCDEF`)),
		Buffer.from([0x00]),
	];
	return `wamid.${Buffer.concat(bytes).toString('base64')}`;
}

/** A media id: a number, as Graph ids of files are. */
export function newMediaId(random: Random): string {
	return random.integer(1, 9) + random.text(15, digits);
}

export function newTraceId(random: Random): string {
	return `A${random.text(22, alphanumeric)}`;
}
