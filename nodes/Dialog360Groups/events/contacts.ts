import { asObjects, asText } from '../api/wire';
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
	const only = known.length === 1 && Array.isArray(messages) && messages.length === 1;
	return (element: WireObject): WireObject | undefined => {
		const named = Object.keys(element).filter((key) => /^from|recipient/.test(key));
		const ids = named.map((key) => asText(element[key])).filter(Boolean);
		return ids.length > 0 || !only ? byId.get(ids.find((id) => byId.has(id))) : known[0];
	};
}
