import type { ApiClient } from '../../api/client';
import { getInviteLink } from '../../api/inviteLinks';
import { LONGEST_TEXT } from '../../api/messages';
import type { MessageBody } from '../../api/messages';
import type { ItemRun } from '../forEachItem';
import { uploaderOf } from '../message/uploads';
import { requireText } from '../checkText';
import { fillTemplate } from '../template/fillTemplate';
import { findApproved } from '../template/findTemplate';
import { templateMessage } from '../template/templateMessage';
import { findLinkVariable } from './linkVariable';

export const FURTHER_VARIABLES = 'Further Variables';
export const SEND_AS = ['template', 'text'] as const;

/** The message that invites to a group, and what the output tells about it. */
export interface Invitation {
	body: MessageBody;
	told: { template?: string; language?: string; inviteLink?: string };
}

/** @throws {InputError} when what was typed does not make an invitation */
export async function readInvitation(item: ItemRun, groupId: string): Promise<Invitation> {
	const sendAs = item.parameters.choice('sendAs', 'Send As', SEND_AS);
	return sendAs === 'template'
		? await templateInvitation(item, groupId)
		: await textInvitation(item, groupId);
}

/** WhatsApp itself puts the link in when it delivers the message. Source: Meta's guide to invitations. */
async function templateInvitation(item: ItemRun, groupId: string): Promise<Invitation> {
	const { client, parameters } = item;
	const template = await findApproved(client, parameters.picked('template'));
	const variable = findLinkVariable(template, parameters.picked('linkVariable'));
	const upload = uploaderOf(item);
	const components = await fillTemplate(template, {
		label: FURTHER_VARIABLES,
		fields: parameters.mapped('furtherVariables', FURTHER_VARIABLES),
		fixed: new Map([[variable.id, { groupId }]]),
		upload: async (kind, fieldName) => await upload(kind, fieldName, FURTHER_VARIABLES),
	});
	const { type, content } = templateMessage(template, components);
	const { name, language } = template;
	return { body: { type, content }, told: { template: name, language } };
}

const PLACE_OF_LINK = /\{\s*link\s*\}/gi;

async function textInvitation(
	{ client, parameters }: ItemRun,
	groupId: string,
): Promise<Invitation> {
	const text = requireText(parameters.text('text'), 'Text', LONGEST_TEXT);
	const inviteLink = await linkOf(client, groupId);
	const whole = text.search(PLACE_OF_LINK) < 0 ? `${text}\n{link}` : text;
	const body = requireText(
		whole.replace(PLACE_OF_LINK, () => inviteLink),
		'Text',
		LONGEST_TEXT,
	);
	return { body: { type: 'text', content: { body, preview_url: true } }, told: { inviteLink } };
}

/** One read of a group's link serves all items of a run. */
const links = new WeakMap<ApiClient, Map<string, Promise<string>>>();

async function linkOf(client: ApiClient, groupId: string): Promise<string> {
	const known = links.get(client) ?? new Map<string, Promise<string>>();
	links.set(client, known);
	const link = known.get(groupId) ?? getInviteLink(client, groupId);
	known.set(groupId, link);
	return await link;
}
