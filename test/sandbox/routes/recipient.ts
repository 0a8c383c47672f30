import { invalidParameter } from '../errors';
import { isString } from '../input';
import type { RecipientType } from '../types';

/** To whom a message goes. */
export interface Recipient {
	recipientType: RecipientType;
	/** The group's id, or the person's number in digits. */
	to: string;
	/** As the request has it. */
	input: string;
}

/** Out: the digits if this is meant as a phone number, written in any usual way. */
function digitsOf(text: string): string | undefined {
	const isNumber = /^\+?[\d\s().-]+$/.test(text);
	const digits = text.replace(/\D/g, '');
	return isNumber && digits.length >= 5 && digits.length <= 20 ? digits : undefined;
}

/**
 * Out: the recipient. Throws 100 if there is none, or if `recipient_type`, which is `individual`
 * when it is missing, says something else than `to` (reference 4.1).
 */
export function readRecipient(body: Record<string, unknown>): Recipient {
	const { recipient_type: recipientType = 'individual', to } = body;
	if (recipientType !== 'individual' && recipientType !== 'group') {
		throw invalidParameter('Param recipient_type must be one of {individual, group}.');
	}
	if (!isString(to) || to === '') throw invalidParameter('The parameter to is required.');
	const digits = digitsOf(to);
	if (recipientType === 'group') {
		if (digits === undefined) return { recipientType, to, input: to };
		throw invalidParameter('The parameter to must be a group ID if recipient_type is group.');
	}
	if (digits !== undefined) return { recipientType, to: digits, input: to };
	throw invalidParameter(
		'The parameter to must be a phone number if recipient_type is individual.',
	);
}
