import { asObject, asText } from '../api/wire';
import type { WireObject } from '../api/wire';
import { changesOf } from './changes';
import type { Change } from './changes';
import { contactFinder } from './contacts';
import type { GroupEvent, ReadEvent } from './event';
import { canonical } from './eventKey';
import { finish } from './finish';
import { readGroup } from './groups';
import { readMessage } from './messages';
import { asList, compact, readErrors } from './parts';
import type { Draft } from './reader';
import { readStatus } from './statuses';

/**
 * A delivery of WhatsApp's is far smaller: a group has 8 participants. So only a body that is made to fill the memory
 * gets there, and the rest of it is dropped.
 */
const MOST_EVENTS = 10_000;
/** Characters of all `raw` together as JSON: twice what n8n takes as a body by default. */
const MOST_RAW = 32_000_000;

/** The lists of a value, with an element for each thing that happened. */
const LISTS = [
	['groups', readGroup],
	['messages', readMessage],
	['statuses', readStatus],
] as const;

/** What a value may have when nothing happened. */
const FRAME = /^(contacts|messaging_product|metadata)$/;

const TAKEN_APART = /^(contacts|groups|messages|statuses)$/;

/**
 * What a webhook delivery tells, in its order: an event for each thing that happened to one subject. Never
 * throws; a body that doesn't look like WhatsApp's gives none.
 */
export function readEvents(body: unknown): ReadEvent[] {
	const events: ReadEvent[] = [];
	let left = MOST_RAW;
	for (const change of changesOf(body)) {
		for (const { size, ...event } of eventsOf(change)) {
			left -= size;
			if (events.push(event) === MOST_EVENTS || left <= 0) return events;
		}
	}
	return events;
}

interface SizedEvent extends ReadEvent {
	/** That of `raw`, which repeats what surrounds an element, and is repeated for each person in it. */
	size: number;
}

function* eventsOf({ field, value, time }: Change): Generator<SizedEvent> {
	const inside = asObject(value);
	const isAboutGroups = field === undefined ? 'groups' in inside : field.startsWith('group_');
	const isKnown = isAboutGroups || field === undefined || field === 'messages';
	const lists = isKnown ? LISTS.filter(([list]) => Array.isArray(inside[list])) : [];
	const around = Object.fromEntries(
		Object.entries(inside).filter(([key]) => !TAKEN_APART.test(key)),
	);
	const contactOf = contactFinder(inside);
	let isEmpty = true;
	for (const [list, read] of lists) {
		for (const part of asList(inside[list])) {
			isEmpty = false;
			const element = asObject(part);
			const contact = list === 'groups' ? undefined : contactOf(element);
			const contacts = contact ? [contact] : list === 'messages' ? inside.contacts : undefined;
			const cutDown = compact({ ...around, contacts, [list]: [part] });
			const drafts = read(element, { field, time, around, contact });
			yield* finished(drafts, cutDown, (draft) => finish(draft, list, part, around));
		}
	}
	if (!isEmpty || (lists.length > 0 && !saysMore(inside))) return;
	// Nothing to take apart.
	const draft: Draft = {
		event: isAboutGroups ? 'unknown' : 'other',
		identity: [field, asText(time), canonical(value)],
		groupId: isAboutGroups ? asText(inside.group_id) : undefined,
		errors: readErrors(inside),
		field: field ?? (isAboutGroups ? undefined : 'messages'),
	};
	yield* finished([draft], value, () => finish(draft, 'changes', inside, around));
}

/** @param drafts of the same element, so that all have the same field, and share the same `raw` */
function* finished(
	drafts: Iterable<Draft>,
	value: unknown,
	eventOf: (draft: Draft) => GroupEvent,
): Generator<SizedEvent> {
	let shared: { raw: object; size: number } | undefined;
	for (const draft of drafts) {
		shared ??= sized(compact({ field: draft.field, value }) ?? {});
		yield { event: eventOf(draft), ...shared };
	}
}

const sized = (raw: object) => ({ raw, size: JSON.stringify(raw).length });

/** Whether a value with empty lists tells anything beside them. */
function saysMore(value: WireObject): boolean {
	return Object.entries(value).some(([key, part]) => !FRAME.test(key) && asList(part).length > 0);
}
