import type { ApiClient } from '../../api/client';
import { isKeyRefused } from '../../api/explain';
import { ApiError } from '../../api/failure';
import { isRateLimit } from '../../api/retryPolicy';
import { inviteLibrary } from '../../api/templates';
import type { LibraryTemplate } from '../../api/templates';

/**
 * The invitations of WhatsApp's library, those in the language without its country where there are no others.
 *
 * @returns `undefined` where 360dialog does not let the call through
 */
export async function askLibrary(
	client: ApiClient,
	language: string,
): Promise<LibraryTemplate[] | undefined> {
	const [base = language] = language.split('_');
	for (const asked of new Set([language, base])) {
		const [end] = await Promise.allSettled([inviteLibrary(client, asked)]);
		if (end.status === 'fulfilled' && end.value.length > 0) return end.value;
		if (end.status === 'fulfilled') continue;
		if (isRefusedForGood(end.reason)) return undefined;
		throw end.reason;
	}
	return [];
}

/** Whether a call was refused for what it is, and not for the key, the moment or the connection. */
export function isRefusedForGood(error: unknown): error is ApiError {
	if (!(error instanceof ApiError)) return false;
	const { failure } = error;
	return failure.kind === 'refused' && !isRateLimit(failure) && !isKeyRefused(failure);
}
