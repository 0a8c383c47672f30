import { splitNumbers } from '../../../nodes/Dialog360Groups/phone';

describe('splitNumbers', () => {
	it.each([
		['', []],
		[' , ;\n\u200B;,', []],
		['+49 171 1234567', ['+49 171 1234567']],
		['+49 171 1, +49 172 2; \n 0173 3', ['+49 171 1', '+49 172 2', '0173 3']],
		['1\r\n2\r3\u20284', ['1', '2', '3', '4']],
		['１，２；３、٤،٥؛٦', ['１', '２', '３', '٤', '٥', '٦']],
		['(0171) 123.45-67/8 9', ['(0171) 123.45-67/8 9']],
		['oops, 0171', ['oops', '0171']],
	])('of %j are %j', (field, numbers) => {
		expect(splitNumbers(field)).toEqual(numbers);
	});
});
