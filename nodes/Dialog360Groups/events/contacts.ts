import { asObjects, asText, asTexts } from '../api/wire';
import type { WireObject } from '../api/wire';

/**
 * Finds the entry of `contacts` about the person whom a message is from or a status is about. A message that
 * doesn't say is from the only contact there is.
 */
export function contactFinder({ contacts, messages }: WireObject) {
	const known = asObjects(contacts);
	const byId = new Map<string | undefined, WireObject>();
	for (const contact of known) {
		byId.set(asText(contact.user_id), contact).set(asText(contact.wa_id), contact);
	}
	byId.delete(undefined);
	const hasOneMessage = Array.isArray(messages) && messages.length === 1;
	const onlyContact = known.length === 1 && hasOneMessage ? known[0] : undefined;
	return (element: WireObject): WireObject | undefined => {
		const ids = idsIn(element);
		if (ids.length === 0) return onlyContact;
		return byId.get(ids.find((id) => byId.has(id)));
	};
}

function idsIn(element: WireObject): string[] {
	const keys = Object.keys(element).filter((key) => /^from|recipient/.test(key));
	return asTexts(keys.map((key) => element[key])) ?? [];
}
