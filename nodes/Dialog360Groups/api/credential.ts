import type { FunctionsBase } from 'n8n-workflow';

import { readBaseUrl } from './baseUrl';
import { asText } from './wire';

const CREDENTIAL = 'dialog360Api';

/** The credential as the code uses it: spaces around pasted values are harmless, an empty value is none. */
export interface Credential {
	/** Without a slash at its end. */
	baseUrl: string;
	apiKey: string;
	/** Value of the header that deliveries of a webhook carry which a person registered by hand. */
	webhookSecret?: string;
	/** Key of the signature that 360dialog puts on deliveries. */
	signingSecret?: string;
}

/** @throws {InputError} when the base URL is not a web address */
export async function readCredential(
	context: Pick<FunctionsBase, 'getCredentials'>,
): Promise<Credential> {
	const stored: Record<string, unknown> = await context.getCredentials(CREDENTIAL);
	return {
		baseUrl: readBaseUrl(stored.baseUrl),
		apiKey: textOf(stored.apiKey) ?? '',
		webhookSecret: textOf(stored.webhookSecret),
		signingSecret: textOf(stored.signingSecret),
	};
}

function textOf(value: unknown): string | undefined {
	return asText(asText(value)?.trim());
}
