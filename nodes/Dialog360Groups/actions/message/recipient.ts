import type { INodeProperties } from 'n8n-workflow';

import type { Recipient } from '../../api/messages';
import { phoneKey, readPhoneNumber } from '../../phone';
import { readDefaultCountry } from '../fields/country';
import { groupField } from '../fields/group';
import { phoneError } from '../fields/phoneNumbers';
import type { ItemParameters } from '../itemParameters';

/** Who gets a message. */
export const recipientFields: INodeProperties[] = [
	{
		displayName: 'Send To',
		name: 'sendTo',
		type: 'options',
		default: 'group',
		options: [
			{
				name: 'A Group',
				value: 'group',
				description: 'Everybody in it gets the message; it is charged for each of them it reaches',
			},
			{
				name: 'A Person',
				value: 'person',
				description: 'The message goes to one phone number, outside of any group',
			},
		],
	},
	{
		...groupField('The group that gets the message'),
		displayOptions: { show: { sendTo: ['group'] } },
	},
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. +49 171 1234567',
		hint: "For a number without a country code, add 'Default Country' under Options",
		description:
			'The number as people write it, for instance in a form. Spaces, dashes and brackets do not matter.',
		displayOptions: { show: { sendTo: ['person'] } },
	},
];

/** @throws {InputError} when nobody is named, or somebody who can't be told for certain */
export function readRecipient(parameters: ItemParameters): Recipient {
	const sendTo = parameters.choice('sendTo', 'Send To', ['group', 'person']);
	if (sendTo === 'group') return { type: 'group', groupId: parameters.groupId() };
	const typed = parameters.text('phoneNumber');
	const reading = readPhoneNumber(typed, readDefaultCountry(parameters));
	if ('problem' in reading) throw phoneError(typed, reading.problem);
	const [digits, ...others] = reading.digits;
	if (digits === undefined || others.length > 0) throw phoneError(typed, 'ambiguous');
	return { type: 'individual', phoneNumber: `+${digits}` };
}

/** The same for every way of naming the same group or person. */
export function recipientKey(recipient: Recipient): string {
	return recipient.type === 'group'
		? recipient.groupId
		: phoneKey(recipient.phoneNumber.replace('+', ''));
}
