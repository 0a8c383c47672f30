/**
 * An error whose message is meant for the person at the console: it says what happened and what to
 * do about it. Shown as it is, without a stack trace.
 */
export class HelpfulError extends Error {
	override readonly name = 'HelpfulError';
}

/**
 * @returns the text for the console: a helpful error's own sentence, everything else with its stack,
 * since it is a mistake in this code and not the reader's.
 */
export function describeForConsole(error: unknown): string {
	if (error instanceof HelpfulError) return error.message;
	if (error instanceof Error) return error.stack ?? error.message;
	return String(error);
}
