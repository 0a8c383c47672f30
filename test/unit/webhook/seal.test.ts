import * as fc from 'fast-check';

import { seal, unseal } from '../../../nodes/Dialog360Groups/webhook/seal';

const text = fc.string({ unit: 'binary', maxLength: 300 });

describe('a sealed text', () => {
	it('opens with its secret and no other', () => {
		fc.assert(
			fc.property(text, text, text, (content, secret, other) => {
				const sealed = seal(content, secret);
				expect(unseal(sealed, secret)).toBe(content);
				if (other !== secret) expect(unseal(sealed, other)).toBeUndefined();
			}),
		);
	});

	it('does not open after any change', () => {
		fc.assert(
			fc.property(text, fc.nat(), fc.integer({ min: 1, max: 255 }), (content, place, flip) => {
				const bytes = Buffer.from(seal(content, 'secret'), 'base64');
				const at = place % bytes.length;
				bytes[at] = (bytes[at] ?? 0) ^ flip;
				expect(unseal(bytes.toString('base64'), 'secret')).toBeUndefined();
			}),
		);
	});

	it('looks different each time, and can be a header', () => {
		expect(seal('same', 'secret')).not.toBe(seal('same', 'secret'));
		expect(seal('ünï\r\nX: y', 'secret')).toMatch(/^[\w+/=]+$/);
	});

	it.each(['', 'x', 'not sealed at all', '='.repeat(100), 'A'.repeat(30)])(
		'that is none (%j) does not open',
		(sealed) => {
			expect(unseal(sealed, 'secret')).toBeUndefined();
		},
	);
});
