import type { Group } from '../../api/groups';
import { toJson } from '../json';
import { simplifyParticipant } from '../participant/simplify';

/** The simple form of a group: flat but for its participants, with nothing that is not known. */
export function simplifyGroup({ participants, ...group }: Group): object {
	return {
		...group,
		participants: participants?.map((person) => toJson(simplifyParticipant(person))),
	};
}
