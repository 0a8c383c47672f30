import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'crypto';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a text so that only who has the secret can read it, and nobody can change it unnoticed. */
export function seal(text: string, secret: string): string {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv(CIPHER, keyOf(secret), nonce);
	const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
	return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64');
}

/** The text again; `undefined` when it was sealed with another secret, or was changed. */
export function unseal(sealed: string, secret: string): string | undefined {
	const bytes = Buffer.from(sealed, 'base64');
	const nonce = bytes.subarray(0, NONCE_BYTES);
	const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
	if (tag.length < TAG_BYTES) return undefined;
	try {
		const decipher = createDecipheriv(CIPHER, keyOf(secret), nonce).setAuthTag(tag);
		const text = decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES));
		return Buffer.concat([text, decipher.final()]).toString('utf8');
	} catch {
		// A wrong secret or a changed byte: Node.js tells both by throwing.
		return undefined;
	}
}

function keyOf(secret: string): Buffer {
	return createHash('sha256').update(`seal ${secret}`).digest();
}
