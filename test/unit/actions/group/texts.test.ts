import fc from 'fast-check';

import {
	checkDescription,
	checkSubject,
} from '../../../../nodes/Dialog360Groups/actions/group/texts';
import { InputError } from '../../../../nodes/Dialog360Groups/explainedError';

const EMOJI = '\u{1F600}';

describe.each([
	['Subject', checkSubject, 128],
	['Description', checkDescription, 2048],
] as const)('a %s', (label, check, most) => {
	it.each([
		['letters', 'a'],
		['emoji', EMOJI],
		['umlauts', 'ü'],
		['Chinese characters', '群'],
		['rare Chinese characters', '\u{20000}'],
	])(`may have ${most} %s and not one more`, (_, character) => {
		const longest = character.repeat(most);
		expect(check(longest)).toBe(longest);
		const tooLong = () => check(longest + character);
		expect(tooLong).toThrow(InputError);
		expect(tooLong).toThrow(`'${label}' has ${most + 1} characters`);
	});

	it('that is too long says by how much', () => {
		try {
			check('a'.repeat(most + 7));
		} catch (error) {
			if (!(error instanceof InputError)) throw error;
			expect(error.howToFix).toContain(`${most} characters at most`);
			expect(error.howToFix).toContain('7 too long');
		}
		expect.assertions(2);
	});

	it('is given back as it was, or turned down because of its length', () => {
		const parts = fc.constantFrom('a', ' ', EMOJI, '\n', 'ü', 'ab'.repeat(40));
		fc.assert(
			fc.property(fc.array(parts, { minLength: 1, maxLength: 60 }), (texts) => {
				const text = texts.join('');
				if ([...text].length > most) expect(() => check(text)).toThrow(InputError);
				else expect(check(text)).toBe(text);
			}),
		);
	});
});

it('a subject is needed, a description is not', () => {
	expect(() => checkSubject('')).toThrow(
		new InputError("'Subject' is empty", { howToFix: 'irrelevant' }),
	);
	expect(checkDescription('')).toBe('');
});
