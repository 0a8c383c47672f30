import { GROUP_FIELDS, getGroup } from '../../api/groups';
import { groupField } from '../fields/group';
import { optionsField } from '../fields/options';
import { present, simplifyField } from '../fields/simplify';
import { forEachItem } from '../forEachItem';
import type { Operation } from '../operation';
import { simplifyGroup } from './simplify';

export const get: Operation = {
	value: 'get',
	name: 'Get',
	action: 'Get a group',
	description: 'Retrieve the subject, description, settings and participants of a group',
	properties: [
		groupField('The group to look at'),
		simplifyField,
		optionsField({
			displayName: 'Fields',
			name: 'fields',
			type: 'multiOptions',
			default: [...GROUP_FIELDS],
			description: 'What to ask WhatsApp for. Without this option you get everything.',
			options: [
				{ name: 'Created At', value: 'creation_timestamp' },
				{ name: 'Description', value: 'description' },
				{ name: 'Join Approval Mode', value: 'join_approval_mode' },
				{ name: 'Participant Count', value: 'total_participant_count' },
				{ name: 'Participants', value: 'participants' },
				{ name: 'Subject', value: 'subject' },
				{ name: 'Suspended', value: 'suspended' },
			],
		}),
	],
	run: forEachItem(async ({ client, parameters }) => {
		const fields = parameters.choices('options.fields', 'Fields', GROUP_FIELDS);
		const wanted = fields.length === 0 ? GROUP_FIELDS : fields;
		const group = await getGroup(client, parameters.groupId(), wanted);
		return present(parameters, group, simplifyGroup);
	}),
};
