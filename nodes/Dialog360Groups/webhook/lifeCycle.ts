import type { IHookFunctions } from 'n8n-workflow';

import { createApiClient } from '../api/client';
import { readCredential } from '../api/credential';
import { InputError } from '../explainedError';
import { isSetUpManually, mayReplaceOthers, readTriggerSettings } from '../trigger/settings';
import { checkAddress } from './address';
import { isTestAddress, memoryIdOf, ownWebhook, ownerOf } from './ownWebhook';
import { isRegistered, register, unregister } from './registration';
import type { Registrar } from './registration';
import type { Purpose } from './secrets';
import { storeSeen } from './seenEvents';
import { acceptedFingerprints, readState, writeState } from './triggerState';

/** n8n gives all of a life cycle 84 seconds. */
const PATIENCE = { timeoutMs: 15_000, budgetMs: 15_000, wholeCallMs: 20_000 };
const LISTENING = 'listening';

/**
 * Whether nothing has to be registered. Asks 360dialog, which alone knows.
 *
 * @throws {InputError} when a field can't be used: better now than at each delivery
 */
export async function checkWebhook(context: IHookFunctions): Promise<boolean> {
	noteListening(context);
	readTriggerSettings(context);
	return !isSetUpManually(context) && (await isRegistered(await registrarOf(context)));
}

/** @throws {InputError} before anything is written, when something has to be set right first */
export async function createWebhook(context: IHookFunctions): Promise<void> {
	noteListening(context);
	readTriggerSettings(context);
	const credential = await readCredential(context);
	if (isSetUpManually(context)) {
		if (credential.webhookSecret !== undefined || credential.signingSecret !== undefined) return;
		throw new InputError("'Set Up Webhook' is 'Manually', but the credential has no secret", {
			howToFix:
				"Without a secret anybody could send events. Enter a long random text in 'Webhook Secret' of the credential, and the same in the 360dialog Hub as described in the node.",
		});
	}
	checkAddress(addressOf(context), credential.baseUrl);
	const registrar = await registrarOf(context);
	const data = context.getWorkflowStaticData('node');
	writeState(data, await register(registrar));
	storeSeen(memoryIdOf(context), data);
}

/** @throws {ExplainedError} when something of ours could not be taken away */
export async function deleteWebhook(context: IHookFunctions): Promise<void> {
	if (isSetUpManually(context)) return;
	const { state, staysRegistered } = await unregister(await registrarOf(context));
	writeState(context.getWorkflowStaticData('node'), state);
	if (staysRegistered) {
		context.logger.warn(
			'360dialog offers no way to remove the webhook of a number, so it still sends events to this n8n, which ignores them',
		);
	}
}

async function registrarOf(context: IHookFunctions): Promise<Registrar> {
	const credential = await readCredential(context);
	const state = readState(context.getWorkflowStaticData('node'));
	const now = new Date();
	const owner = ownerOf(context, credential, purposeOf(context));
	return {
		client: await createApiClient(context, PATIENCE),
		own: ownWebhook(addressOf(context), owner, acceptedFingerprints(state, now)),
		apiKey: credential.apiKey,
		state,
		mayReplace: mayReplaceOthers(context),
		now,
	};
}

/**
 * When n8n calls `delete`, it does not say which webhook it means: the mode is "internal" for both. What listening for
 * a test event keeps is its own and thrown away, so a note in there tells; where n8n has lost it, its usual address
 * does. Source: n8n, test-webhooks.ts, `deactivateWebhooks`.
 */
function noteListening(context: IHookFunctions): void {
	if (context.getMode() === 'manual') context.getWorkflowStaticData('node')[LISTENING] = true;
}

function purposeOf(context: IHookFunctions): Purpose {
	const mode = context.getMode();
	if (mode !== 'internal') return mode === 'manual' ? 'test' : 'production';
	const wasListening = context.getWorkflowStaticData('node')[LISTENING] === true;
	return wasListening || isTestAddress(addressOf(context)) ? 'test' : 'production';
}

function addressOf(context: IHookFunctions): string {
	const url = context.getNodeWebhookUrl('default');
	if (url !== undefined) return url;
	throw new InputError('n8n gave this trigger no address', {
		howToFix: 'Save the workflow and try again.',
	});
}
