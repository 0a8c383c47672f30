import { createHmac } from 'node:crypto';

import * as fc from 'fast-check';

import {
	fingerprint,
	isSameText,
	isSignedBy,
	secretOf,
} from '../../../nodes/Dialog360Groups/webhook/secrets';
import type { Owner } from '../../../nodes/Dialog360Groups/webhook/secrets';

const owner: fc.Arbitrary<Owner> = fc.record({
	apiKey: fc.string(),
	instanceId: fc.string(),
	triggerId: fc.string(),
	purpose: fc.constantFrom('production', 'test'),
});

describe('the secret of a webhook', () => {
	it('is the same each time, and another for everybody else', () => {
		fc.assert(
			fc.property(owner, owner, (one, other) => {
				const isSame = JSON.stringify(Object.values(one)) === JSON.stringify(Object.values(other));
				expect(secretOf(one)).toBe(secretOf({ ...one }));
				expect(secretOf(one) === secretOf(other)).toBe(isSame);
			}),
		);
	});

	it('does not confuse where one part ends and the next begins', () => {
		const purpose = 'production';
		const one = secretOf({ apiKey: 'k', instanceId: 'a b', triggerId: 'c', purpose });
		const other = secretOf({ apiKey: 'k', instanceId: 'a', triggerId: 'b c', purpose });
		expect(one).not.toBe(other);
	});

	it('can be a header, and gives neither itself nor the key away in its fingerprint', () => {
		fc.assert(
			fc.property(owner, (one) => {
				const secret = secretOf(one);
				expect(secret).toMatch(/^[a-f0-9]{64}$/);
				expect(fingerprint(secret)).toMatch(/^[a-f0-9]{64}$/);
				expect(fingerprint(secret)).not.toBe(secret);
			}),
		);
	});
});

it('texts are the same only if they are', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), (one, other) => {
			expect(isSameText(one, other)).toBe(one === other);
			expect(isSameText(one, one)).toBe(true);
			expect(isSameText(one, `${one}x`)).toBe(false);
		}),
	);
});

describe('signatures', () => {
	it('are those of exactly this body with exactly this secret', () => {
		const bytes = fc.uint8Array({ maxLength: 200 });
		const secrets = fc.string({ minLength: 1 });
		fc.assert(
			fc.property(secrets, secrets, bytes, bytes, (secret, otherSecret, body, otherBody) => {
				const hex = createHmac('sha256', secret).update(body).digest('hex');
				expect(isSignedBy(secret, body, hex)).toBe(true);
				expect(isSignedBy(secret, body, `sha256=${hex}`)).toBe(true);
				const isOther = otherSecret !== secret && Buffer.compare(otherBody, body) !== 0;
				fc.pre(isOther);
				expect(isSignedBy(otherSecret, body, hex)).toBe(false);
				expect(isSignedBy(secret, otherBody, hex)).toBe(false);
			}),
		);
	});

	it('can be any text without harm', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				expect(isSignedBy('secret', Buffer.from('body'), text)).toBe(false);
			}),
		);
	});
});
