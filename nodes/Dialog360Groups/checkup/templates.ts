import { isLikelyInvite } from '../api/templates';
import type { Template } from '../api/templates';
import { linkCandidates, variablesOf } from '../template';
import { fromFailure } from './account';
import type { Facts } from './facts';
import type { Finding } from './finding';

/** A template that can invite people to groups. */
export interface InviteTemplate {
	name: string;
	language: string;
	/** E.g. `approved`, `pending` or `rejected`. */
	status: string;
}

export function inviteTemplatesOf({ templates }: Facts): InviteTemplate[] {
	if ('failure' in templates) return [];
	return templates.value
		.filter(isInvite)
		.map(({ name, language, status }) => ({ name, language, status }));
}

function isInvite(template: Template): boolean {
	return isLikelyInvite(template) && linkCandidates(variablesOf(template.parts)).length > 0;
}

const WITHOUT =
	'Invite links can only be sent to people who wrote to you within the last 24 hours.';
const CREATE = "Else make one with the operation 'Create Invite' of Template.";

/** Whether people can be invited at any time; one approved template is enough. */
export function templateFindings({ templates }: Facts): Finding[] {
	if ('failure' in templates) {
		const meaning = 'Whether people can be invited is not known.';
		return [fromFailure('templates', templates.failure, meaning)];
	}
	const invites = templates.value.filter(isInvite);
	if (invites.some(({ status }) => status === 'approved')) return [];
	const [first] = invites;
	const pending = invites.find(({ status }) => status === 'pending');
	if (pending) {
		return [
			{
				severity: 'warning',
				area: 'templates',
				message: `WhatsApp has not approved the invite template '${pending.name}' yet`,
				meaning: WITHOUT,
				howToFix: 'Wait: it takes up to 24 hours.',
			},
		];
	}
	if (!first) {
		return [
			{
				severity: 'warning',
				area: 'templates',
				message: 'No template for invitations was found',
				meaning: WITHOUT,
				howToFix: `If there is one under another name, nothing has to be done. ${CREATE}`,
			},
		];
	}
	const reason =
		first.rejectedReason === undefined ? '' : ` WhatsApp says: ${first.rejectedReason}.`;
	return [
		{
			severity: 'warning',
			area: 'templates',
			message: `The invite template '${first.name}' can't be used: it is ${first.status || 'not approved'}`,
			meaning: WITHOUT,
			howToFix: `See WhatsApp Manager for the reason, or make another one with the operation 'Create Invite' of Template.${reason}`,
		},
	];
}
