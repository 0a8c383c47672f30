import type { WireObject } from '../api/wire';
import type { GroupEvent, GroupEventName } from './event';

/** An event while it is being read: without what all events have in common, in the order of its keys. */
export interface Draft extends Partial<Omit<GroupEvent, 'event' | 'eventKey'>> {
	event: GroupEventName;
	/** What makes it this event and no other, beside what all of its kind have in common. */
	identity?: readonly unknown[];
}

/** What an element was found in. */
export interface Surroundings {
	/** The change's; absent where a value came bare. */
	field?: string;
	/** The entry's; absent where there was none. */
	time?: unknown;
	/** The value without its lists. */
	around: WireObject;
	/** The entry of `contacts` about the element's person. */
	contact?: WireObject;
}

/**
 * Reads one element of `groups`, `messages` or `statuses`. Lists in it are read only as far as somebody asks, since
 * they may be longer than any of WhatsApp's.
 */
export type Reader = (element: WireObject, found: Surroundings) => Iterable<Draft>;

/** The reader of each `type` that a webhook field has. No drafts: there was nothing in it that is known. */
export interface GroupField {
	field: string;
	types: Readonly<Record<string, Reader>>;
}
