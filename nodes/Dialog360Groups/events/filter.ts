import type { GroupEvent } from './event';

export interface EventFilter {
	/** Names of events, or `*` for all but `other`. */
	events: readonly string[];
	groupIds?: ReadonlySet<string>;
	/** The types of messages, of `message.received` only. */
	messageTypes?: ReadonlySet<string>;
	/** Leaves out what the business started itself, failures included. */
	ignoreOwnChanges: boolean;
}

/**
 * Whether somebody who filters like this wants the event.
 *
 * With a filter for groups, events that don't say which group they are about (a creation that failed without
 * an ID, everything that is not about groups) are left out. Only `unknown` ones pass: what can't be read
 * might be about the group.
 */
export function isWanted(event: GroupEvent, filter: EventFilter): boolean {
	const { event: name, groupId, message, initiatedBy } = event;
	const { events, groupIds, messageTypes, ignoreOwnChanges } = filter;
	if (!events.includes(name) && !(events.includes('*') && name !== 'other')) return false;
	if (groupIds && !(groupId === undefined ? name === 'unknown' : groupIds.has(groupId)))
		return false;
	if (messageTypes && name === 'message.received' && !messageTypes.has(message?.type ?? '')) {
		return false;
	}
	return !(ignoreOwnChanges && initiatedBy === 'business');
}
