import { asObject, asText } from '../api/wire';
import { changesOf } from './changes';
import type { Change } from './changes';
import { contactFinder } from './contacts';
import type { ReadEvent } from './event';
import { canonical } from './eventKey';
import { finish } from './finish';
import { readGroup } from './groups';
import { readMessage } from './messages';
import { asList, compact, readErrors } from './parts';
import type { Draft } from './reader';
import { readStatus } from './statuses';

/**
 * By default n8n takes bodies of up to 16 MB, and an element of WhatsApp's has more than 160 bytes: so only a body that
 * is made to fill the memory has more.
 */
const MOST_EVENTS = 100_000;

/** The lists of a value, with an element for each thing that happened. */
const LISTS = [
	['groups', readGroup],
	['messages', readMessage],
	['statuses', readStatus],
] as const;

const TAKEN_APART = /^(contacts|groups|messages|statuses)$/;

/**
 * What a webhook delivery tells, in its order: an event for each thing that happened to one subject. Never
 * throws; a body that doesn't look like WhatsApp's gives none.
 */
export function readEvents(body: unknown): ReadEvent[] {
	const events: ReadEvent[] = [];
	for (const change of changesOf(body)) {
		for (const event of eventsOf(change)) {
			if (events.push(event) === MOST_EVENTS) return events;
		}
	}
	return events;
}

function* eventsOf({ field, value, time }: Change): Generator<ReadEvent> {
	const inside = asObject(value);
	const isAboutGroups = field?.startsWith('group_');
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
			const drafts = read(element, { field, around, contact });
			const contacts = contact ? [contact] : list === 'messages' ? inside.contacts : undefined;
			const cutDown = compact({ ...around, contacts, [list]: [part] });
			const raw = compact({ field: drafts[0]?.field, value: cutDown }) ?? {};
			for (const draft of drafts) yield { event: finish(draft, list, part, around), raw };
		}
	}
	if (!isEmpty || (lists.length > 0 && !readErrors(inside))) return;
	// Nothing to take apart.
	const draft: Draft = {
		event: isAboutGroups ? 'unknown' : 'other',
		identity: [field, asText(time), canonical(value)],
		groupId: isAboutGroups ? asText(inside.group_id) : undefined,
		errors: readErrors(inside),
		field: field ?? 'messages',
	};
	yield { event: finish(draft, 'changes', inside, around), raw: { field: draft.field, value } };
}
