import fc from 'fast-check';

import { checkMessageId } from '../../../../nodes/Dialog360Groups/actions/message/messageId';

const LABEL = 'Message ID';

describe('a message ID', () => {
	it.each([
		'wamid.HBgLMTY0NjcwNDM1OTUVAgARGBI1RjQyNUE3NEYxMzAzMzQ5MkEA',
		'wamid.a+b/c==',
		'gBEGkYiEB1VXAglK1ZEqA1YKPrU',
	])('%s is taken as it is', (id) => {
		expect(checkMessageId(id, LABEL)).toBe(id);
	});

	it.each([
		['', "'Message ID' is empty"],
		['https://chat.whatsapp.com/abc', "The value in 'Message ID' is a web address"],
		['Y2FwaV9ncm91cDoxOjIZD', "The value in 'Message ID' is a group ID"],
		['1037543291543636', "The value in 'Message ID' is a number"],
		['+49 (0)171 1234567', "The value in 'Message ID' is a number"],
		['see the trigger', "The value in 'Message ID' is text with spaces"],
	])('%j is none', (id, message) => {
		expect(() => checkMessageId(id, LABEL)).toThrow(message);
	});

	it('that WhatsApp gave out is never turned down', () => {
		fc.assert(
			fc.property(fc.base64String({ minLength: 1 }), (rest) => {
				expect(checkMessageId(`wamid.${rest}`, LABEL)).toBe(`wamid.${rest}`);
			}),
		);
	});
});
