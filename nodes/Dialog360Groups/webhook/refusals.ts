import type { Webhook } from '../api/webhooks';
import { ExplainedError } from '../explainedError';
import { isSameN8n } from './ownWebhook';
import type { OwnWebhook, Ownership } from './ownWebhook';

/** n8n shows all of it in a small window. */
const OR_MULTIPLE = 'or ask 360dialog for multiple webhooks';

/** Why a trigger leaves the webhook of the number alone, and what the person can do. Nothing was changed. */
export function refusal(main: Webhook, ownership: Ownership, own: OwnWebhook): ExplainedError {
	const host = hostOf(main.url);
	if (own.purpose === 'test') return refusalToListen(host, ownership);
	if (ownership === 'sibling' && isSameN8n(main, own)) {
		return new ExplainedError('Another trigger of this n8n receives the webhook of this number', {
			howToFix: `Use one trigger for all events and a Switch node, unpublish the other workflow, ${OR_MULTIPLE}.`,
		});
	}
	return new ExplainedError(`Another system receives the webhook of this number: ${host}`, {
		howToFix: `It was left alone. Choose 'Replace It' in 'If Another System Has the Webhook', or 'Manually' in 'Set Up Webhook' and let that system pass events on, ${OR_MULTIPLE}.`,
	});
}

function refusalToListen(host: string, ownership: Ownership): ExplainedError {
	if (ownership === 'twin') {
		return new ExplainedError(
			'Listening for a test event would take the webhook from the published workflow',
			{
				howToFix: `Copy a past run from 'Executions' into the editor, unpublish the workflow while you test, ${OR_MULTIPLE}.`,
			},
		);
	}
	return new ExplainedError(
		`Listening for a test event would take the webhook from the system at ${host}`,
		{ howToFix: `Publish the workflow and look at its executions, ${OR_MULTIPLE}.` },
	);
}

/** What could not be put back for certain is not taken away. */
export function tooLongToKeep(main: Webhook): ExplainedError {
	return new ExplainedError(
		`The webhook of the system at ${hostOf(main.url)} is too long to be kept, so it was not replaced`,
		{
			howToFix:
				"Choose 'Manually' in 'Set Up Webhook' and let that system pass events on, or ask 360dialog for multiple webhooks.",
		},
	);
}

/** Somebody else has registered at the same moment. */
export function takenMeanwhile(): ExplainedError {
	return new ExplainedError('Another system has registered its webhook at the same moment', {
		howToFix: 'Publish again, and it will say whose it is.',
	});
}

/** The other system's webhook can't be put back. */
export function unreadableReplaced(): ExplainedError {
	return new ExplainedError("The webhook that this trigger had replaced can't be put back", {
		howToFix:
			'The API key was changed since, and n8n has lost what it had kept. Enter the address of the other system, and its headers, in the 360dialog Hub.',
	});
}

/** Removing our destination would interrupt other ones. */
export function extraLeftBehind(own: OwnWebhook): ExplainedError {
	return new ExplainedError(
		`The extra destination '${own.name}' is still registered at 360dialog`,
		{
			howToFix:
				'360dialog removes destinations only all at once, and others are in use. It does no harm, and publishing uses it again. Ask 360dialog to remove it if you do not need it any more.',
		},
	);
}

/** 360dialog has taken the request, but does not show the destination. */
export function extraNotThereYet(own: OwnWebhook): ExplainedError {
	return new ExplainedError(`360dialog has not set up the extra destination '${own.name}' yet`, {
		howToFix: 'Publish again in a minute. If it stays, ask 360dialog support.',
	});
}

/** Of an address that may hold secrets in its path. */
function hostOf(url: string): string {
	return URL.canParse(url) ? new URL(url).host : 'an address that is not a web address';
}
