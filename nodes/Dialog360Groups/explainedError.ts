/** An error that says what happened and what to do, in the words of the person who built the workflow. */
export class ExplainedError extends Error {
	override readonly name: string = 'ExplainedError';
	readonly howToFix: string;

	constructor(message: string, { howToFix }: { howToFix: string }) {
		super(message);
		this.howToFix = howToFix;
	}
}

/**
 * Something the person typed can't be used; the message names the field as the panel shows it, in 'quotes'.
 * Thrown before anything is sent, so nothing has changed.
 */
export class InputError extends ExplainedError {
	override readonly name = 'InputError';
}
