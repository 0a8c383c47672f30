import type { Participant } from '../../api/participants';

/** The simple form of a person: the phone number as people write it, beside the IDs that WhatsApp knows. */
export function simplifyParticipant(person: Participant): Participant & { phoneNumber?: string } {
	return { phoneNumber: phoneNumberOf(person), ...person };
}

/** `+` and the digits of the WhatsApp ID; `undefined` for people who hide their number behind a username. */
export function phoneNumberOf({ waId }: Participant): string | undefined {
	return waId !== undefined && /^\d+$/.test(waId) ? `+${waId}` : undefined;
}
