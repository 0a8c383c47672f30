import fc from 'fast-check';

import { itemParameters } from '../../../../nodes/Dialog360Groups/actions/itemParameters';
import {
	readRecipient,
	recipientKey,
} from '../../../../nodes/Dialog360Groups/actions/message/recipient';
import { always, executeContext } from '../../api/support/context';

function read(sendTo: string, value: string, defaultCountry = '') {
	const { context } = executeContext(always({ statusCode: 200 }), {
		parameters: {
			resource: 'message',
			operation: 'send',
			sendTo,
			groupId: { __rl: true, mode: 'id', value },
			phoneNumber: value,
			options: { defaultCountry },
		},
	});
	return readRecipient(itemParameters(context, 0));
}

describe('a recipient', () => {
	it.each([
		['group', 'g', { type: 'group', groupId: 'g' }],
		['person', '+49 (0)171 / 123 45-67', { type: 'individual', phoneNumber: '+491711234567' }],
		['person', '0171 1234567', { type: 'individual', phoneNumber: '+491711234567' }],
	])('%s %j is %j', (sendTo, value, recipient) => {
		expect(read(sendTo, value, 'DE')).toEqual(recipient);
	});

	it.each([
		['group', '', /'Group' is empty/],
		['person', '', /empty/],
		['person', 'Anna', /'Anna' is not a phone number/],
		['person', '+1 202 555 0111; +1 202 555 0112', /is not a phone number/],
		['channel', 'x', /'Send To' has a value that does not exist/],
	])('%s %j is turned down', (sendTo, value, message) => {
		expect(() => read(sendTo, value)).toThrow(message);
	});
});

describe('the key of a recipient', () => {
	it.each([
		// WhatsApp itself writes these differently.
		['+55 41 98765-4321', '554187654321'],
		['+52 1 55 1234 5678', '525512345678'],
		['+54 9 11 2345-6789', '541123456789'],
	])('of %s is that of %s', (one, other) => {
		expect(recipientKey(read('person', one))).toBe(recipientKey(read('person', other)));
	});

	it('is the same for spellings of a number, and another for another number', () => {
		const numbers = fc.integer({ min: 1_500_000_0, max: 1_799_999_9 }).map((n) => `49${n}000`);
		fc.assert(
			fc.property(numbers, numbers, (one, other) => {
				const keyOf = (typed: string) => recipientKey(read('person', typed));
				const spaced = `+49 (0) ${one.slice(2, 5)}-${one.slice(5)}`;
				expect(keyOf(spaced)).toBe(keyOf(one));
				expect(keyOf(one) === keyOf(other)).toBe(one === other);
			}),
			{ numRuns: 30 },
		);
	});
});
