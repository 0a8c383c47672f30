import { asIsoTime, asObject, asText, isWireObject } from '../api/wire';
import type { WireObject } from '../api/wire';
import type { GroupEvent } from './event';
import { canonical, eventKey } from './eventKey';
import { compact, phoneNumberOf } from './parts';
import type { Draft } from './reader';

/** Of 15 digits at most, however they are grouped. */
const LONGEST_NUMBER = 60;

/**
 * The event of a draft.
 *
 * @param source where in the value the element was, since an ID is one only among its like
 * @param element what should be an object, and tells nothing if it isn't
 */
export function finish(
	draft: Draft,
	source: string,
	element: unknown,
	around: WireObject,
): GroupEvent {
	const { event: name, identity = [], groupId, initiatedBy, requestId, ...more } = draft;
	const { timestamp, subject, description, errors, field, type, ...details } = more;
	const { phone_number_id, display_phone_number } = asObject(around.metadata);
	const phoneNumberId = asText(phone_number_id);
	const displayed = asText(display_phone_number)?.slice(0, LONGEST_NUMBER);
	const odd = isWireObject(element) ? [] : [canonical(element)];
	const event = {
		event: name,
		eventKey: eventKey(name, [phoneNumberId, source, ...identity, ...odd]),
		groupId,
		timestamp: timestamp ?? asIsoTime(asObject(element).timestamp),
		phoneNumberId,
		businessPhoneNumber: phoneNumberOf(displayed?.replace(/[^\d+]/g, '')),
		initiatedBy,
		requestId,
		subject,
		description,
		...details,
		errors,
		...((name === 'unknown' || name === 'other') && { field, type }),
	};
	return compact(event) ?? event;
}
