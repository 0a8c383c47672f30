import { InputError } from '../explainedError';

/**
 * @param value the base URL as the person typed it; spaces around it and slashes after it are harmless
 * @returns the address without a slash at its end
 * @throws {InputError} when it is not an http or https address
 */
export function readBaseUrl(value: unknown): string {
	const text = typeof value === 'string' ? value.trim().replace(/\/+$/, '') : '';
	const isWebAddress = /^https?:\/\/[^\s/?#@]+(\/[^\s?#]*)?$/i.test(text);
	if (isWebAddress) return text;
	throw new InputError("The 'Base URL' of the credential is not a web address", {
		howToFix:
			'Open the credential and enter https://waba-v2.360dialog.io, or the address of your sandbox.',
	});
}
