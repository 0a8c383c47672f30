import { getGroup } from '../../api/groups';
import { asObjects } from '../../api/wire';
import { groupField } from '../fields/group';
import { listFields, readLimit } from '../fields/list';
import { simplifyField } from '../fields/simplify';
import { forEachItem } from '../forEachItem';
import { toJson } from '../json';
import type { Operation } from '../operation';
import { simplifyParticipant } from './simplify';

export const getAll: Operation = {
	value: 'getAll',
	name: 'Get Many',
	action: 'Get many participants of a group',
	description: 'Retrieve many people who are in a group; your business itself is not among them',
	properties: [groupField('The group whose participants you need'), ...listFields, simplifyField],
	run: forEachItem(async ({ client, parameters }) => {
		const groupId = parameters.groupId();
		const most = readLimit(parameters);
		const { value, raw } = await getGroup(client, groupId, ['participants']);
		if (!parameters.flag('simple', true)) {
			return asObjects(raw.participants)
				.slice(0, most)
				.map((person) => ({ ...person }));
		}
		const people = value.participants ?? [];
		return people
			.slice(0, most)
			.map((person) => toJson({ groupId, ...simplifyParticipant(person) }));
	}),
};
