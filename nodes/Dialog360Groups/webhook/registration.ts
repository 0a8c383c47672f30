import type { ApiClient } from '../api/client';
import { pause } from '../api/pause';
import { getWebhook, removeWebhook, setWebhook } from '../api/webhooks';
import type { Webhook } from '../api/webhooks';
import { inTurn } from '../inTurn';
import {
	findHeir,
	isExtraDestination,
	leaveExtraDestination,
	takeExtraDestination,
} from './extraDestination';
import { GIVEN_UP, headerOf, isSameN8n, ownershipOf } from './ownWebhook';
import type { OwnWebhook, Ownership } from './ownWebhook';
import { REPLACED_HEADER, readReplaced, replacedHeader, replacedState } from './replacedWebhook';
import { refusal, takenMeanwhile, tooLongToKeep, unreadableReplaced } from './refusals';
import { WEBHOOK_HEADER, fingerprint } from './secrets';
import { withRegistered } from './triggerState';
import type { TriggerState } from './triggerState';

const LOOKS = 3;
const BETWEEN_LOOKS_MS = 500;

/** A trigger at the counter of 360dialog. */
export interface Registrar {
	client: ApiClient;
	own: OwnWebhook;
	apiKey: string;
	/** What n8n has kept of this trigger. */
	state: TriggerState;
	/** Whether the person wants another system's webhook to be replaced. */
	mayReplace: boolean;
	now: Date;
}

export async function isRegistered({ client, own }: Registrar): Promise<boolean> {
	const main = await getWebhook(client);
	const ownership = ownershipOf(main, own);
	if (ownership === 'ours') return true;
	// Extra destinations get nothing without a webhook of the number.
	if (isFree(ownership, own)) return false;
	return await isExtraDestination(client, own);
}

/**
 * Registers the trigger, at the cost of nobody who did not agree to it. Doing it again changes nothing. Triggers of
 * this n8n take turns, so that none overlooks what another is just registering.
 *
 * @returns what n8n has to keep
 * @throws {ExplainedError} when another system has the webhook and there is no place beside it; nothing was written
 */
export async function register(registrar: Registrar): Promise<TriggerState> {
	return await inTurn(turnOf(registrar), async () => await registerNow(registrar));
}

async function registerNow(registrar: Registrar): Promise<TriggerState> {
	const { client, own, apiKey, state, now } = registrar;
	const main = await getWebhook(client);
	const ownership = ownershipOf(main, own);
	const registered = withRegistered(state, fingerprint(own.secret), now);
	if (ownership === 'ours') return registered;
	if (!main || isFree(ownership, own)) {
		const isOurs = main && ['oursStale', 'oursElsewhere'].includes(ownership);
		if (isOurs) return await renew(registrar, main);
		await takeWebhook(registrar);
		return { ...registered, replaced: undefined };
	}
	if (await takeExtraDestination(client, own, main)) return { ...registered, replaced: undefined };
	if (!mayReplace(registrar, main, ownership)) throw refusal(main, ownership, own);
	const header = replacedHeader(main, apiKey);
	if (!header) throw tooLongToKeep(main);
	await takeWebhook(registrar, header);
	return { ...registered, replaced: replacedState(main, own) };
}

/** Whether taking the webhook takes it from nobody. Who listens for a test event goes after who is published. */
function isFree(ownership: Ownership, { purpose }: OwnWebhook): boolean {
	if (ownership === 'twin') return purpose === 'production';
	return ['nobody', 'oursStale', 'oursElsewhere', 'listener'].includes(ownership);
}

/** Workflows of one n8n do not replace each other: whoever owns them can choose. */
function mayReplace({ own, mayReplace: isWanted }: Registrar, main: Webhook, whose: Ownership) {
	const isOther = whose === 'foreign' || (whose === 'sibling' && !isSameN8n(main, own));
	return isWanted && isOther && own.purpose === 'production';
}

/** Registers our address, and makes sure that nobody else has come in between. Whether headers are shown does not matter. */
async function takeWebhook(
	{ client, own }: Registrar,
	more: Webhook['headers'] = {},
): Promise<void> {
	await setWebhook(client, { url: own.url, headers: { ...own.headers, ...more } });
	for (let looks = 1; (await getWebhook(client))?.url !== own.url; looks++) {
		if (looks === LOOKS) throw takenMeanwhile();
		await pause(BETWEEN_LOOKS_MS, client.signal);
	}
}

/** Our own registration, with another address or secret than now. What it has replaced one day is put back later on. */
async function renew(registrar: Registrar, last: Webhook): Promise<TriggerState> {
	const { own, apiKey, state, now } = registrar;
	const replaced = replacedBefore(registrar, last);
	const lastSecret = headerOf(last, WEBHOOK_HEADER);
	const known =
		lastSecret === undefined ? state : withRegistered(state, fingerprint(lastSecret), now);
	const registered = withRegistered(known, fingerprint(own.secret), now);
	if (replaced === 'none') {
		await takeWebhook(registrar);
		return { ...registered, replaced: undefined };
	}
	if (replaced === 'unreadable') {
		// Kept as it is, for whoever can still open it.
		const sealed = headerOf(last, REPLACED_HEADER);
		await takeWebhook(registrar, sealed === undefined ? {} : { [REPLACED_HEADER]: sealed });
		return registered;
	}
	await takeWebhook(registrar, replacedHeader(replaced, apiKey));
	return { ...registered, replaced: replacedState(replaced, own) };
}

/**
 * Takes away what is ours, and puts back what was there before. What is not ours is left alone, so it does no harm
 * after a registration that was refused; neither does it where our secret is registered with another address, which
 * may be that of a copy of this n8n.
 *
 * @returns what n8n has to keep, and whether our address stays because 360dialog offers no way to remove it
 * @throws {ExplainedError} when something of ours has to stay that the person should know of
 */
export async function unregister(registrar: Registrar): Promise<Unregistered> {
	return await inTurn(turnOf(registrar), async () => await unregisterNow(registrar));
}

interface Unregistered {
	state: TriggerState;
	staysRegistered: boolean;
}

async function unregisterNow(registrar: Registrar): Promise<Unregistered> {
	const { client, own, state, now } = registrar;
	const main = await getWebhook(client);
	const gone = withRegistered(state, undefined, now);
	if (!main || !['ours', 'oursStale'].includes(ownershipOf(main, own))) {
		await leaveExtraDestination(client, own);
		return { state: gone, staysRegistered: false };
	}
	const replaced = replacedBefore(registrar, main);
	if (replaced === 'unreadable') throw unreadableReplaced();
	const heir = replaced === 'none' ? await findHeir(client, own) : undefined;
	const next = replaced === 'none' ? heir : replaced;
	const staysRegistered = next ? false : !(await removeWebhook(client));
	if (next) await setWebhook(client, { url: next.url, headers: next.headers });
	else if (staysRegistered)
		await setWebhook(client, { url: own.url, headers: { [WEBHOOK_HEADER]: GIVEN_UP } });
	await leaveExtraDestination(client, own, heir);
	return { state: { ...gone, replaced: undefined }, staysRegistered };
}

function turnOf({ client }: Registrar): string {
	return `webhook of ${client.account}`;
}

function replacedBefore(
	{ own, apiKey, state }: Registrar,
	registered: Webhook,
): Webhook | 'none' | 'unreadable' {
	const secrets = [apiKey, own.secret, headerOf(registered, WEBHOOK_HEADER) ?? own.secret];
	return readReplaced({ registered, kept: state.replaced, secrets });
}
