import type { ApiClient } from '../api/client';
import { getWebhook, removeWebhook, setWebhook } from '../api/webhooks';
import type { ExtraWebhook, Webhook } from '../api/webhooks';
import {
	findHeir,
	isExtraDestination,
	leaveExtraDestination,
	takeExtraDestination,
} from './extraDestination';
import { headerOf, isOwned, ownershipOf } from './ownWebhook';
import type { OwnWebhook } from './ownWebhook';
import { REPLACED_HEADER, readReplaced, replacedHeader, replacedState } from './replacedWebhook';
import { refusal, unreadableReplaced } from './refusals';
import { WEBHOOK_HEADER, fingerprint } from './secrets';
import { withRegistered } from './triggerState';
import type { TriggerState } from './triggerState';

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
	if (ownership === 'nobody' || ownership === 'oursStale') return false;
	return await isExtraDestination(client, own);
}

/**
 * Registers the trigger, at the cost of nobody who did not agree to it. Doing it again changes nothing.
 *
 * @returns what n8n has to keep
 * @throws {ExplainedError} when another system has the webhook and there is no place beside it; nothing was written
 */
export async function register(registrar: Registrar): Promise<TriggerState> {
	const { client, own, state, mayReplace, now } = registrar;
	const main = await getWebhook(client);
	const ownership = ownershipOf(main, own);
	const registered = withRegistered(state, fingerprint(own.secret), now);
	if (ownership === 'ours') return registered;
	// While somebody listens for a test event, a workflow that is published goes first.
	const givesWay = ownership === 'twin' && own.purpose === 'production';
	if (!main || ownership === 'oursStale' || givesWay) {
		return await takeMain(registrar, main, main && !givesWay ? earlier(registrar, main) : 'none');
	}
	if (await takeExtraDestination(client, own, main)) return { ...registered, replaced: undefined };
	const isOther = ownership === 'foreign' || ownership === 'sibling';
	if (isOther && mayReplace && own.purpose === 'production')
		return await takeMain(registrar, main, main);
	throw refusal(main, ownership, own);
}

/** @param replaced what to put back one day; `'unreadable'` stays as it is, for whoever can still open it */
async function takeMain(
	{ client, own, apiKey, state, now }: Registrar,
	main: Webhook | undefined,
	replaced: Webhook | 'none' | 'unreadable',
): Promise<TriggerState> {
	const last = main && isOwned(main, own) ? main : undefined;
	const lastHeader = last && headerOf(last, REPLACED_HEADER);
	const sealed: Webhook['headers'] =
		lastHeader === undefined ? {} : { [REPLACED_HEADER]: lastHeader };
	const isReadable = typeof replaced === 'object';
	const header = isReadable ? replacedHeader(replaced, apiKey) : sealed;
	await setWebhook(client, { url: own.url, headers: { ...own.headers, ...header } });
	const lastSecret = last && headerOf(last, WEBHOOK_HEADER);
	const former =
		lastSecret === undefined ? state : withRegistered(state, fingerprint(lastSecret), now);
	return {
		...withRegistered(former, fingerprint(own.secret), now),
		replaced: isReadable ? replacedState(replaced, own) : keptOf(replaced, state),
	};
}

function keptOf(replaced: 'none' | 'unreadable', { replaced: kept }: TriggerState) {
	return replaced === 'none' ? undefined : kept;
}

/**
 * Takes away what is ours, and puts back what was there before. What is not ours is left alone, so it does no harm
 * after a registration that was refused.
 *
 * @returns what n8n has to keep, and whether our address stays because 360dialog offers no way to remove it
 * @throws {ExplainedError} when something of ours has to stay that the person should know of
 */
export async function unregister(
	registrar: Registrar,
): Promise<{ state: TriggerState; staysRegistered: boolean }> {
	const { client, own, state, now } = registrar;
	const main = await getWebhook(client);
	let staysRegistered = false;
	let heir: ExtraWebhook | undefined;
	if (main && isOwned(main, own)) {
		const replaced = earlier(registrar, main);
		if (replaced === 'unreadable') throw unreadableReplaced();
		heir = replaced === 'none' ? await findHeir(client, own) : undefined;
		const next = replaced === 'none' ? heir : replaced;
		if (next) await setWebhook(client, { url: next.url, headers: next.headers });
		else staysRegistered = !(await removeWebhook(client));
	}
	await leaveExtraDestination(client, own, heir);
	return {
		state: { ...withRegistered(state, undefined, now), replaced: undefined },
		staysRegistered,
	};
}

function earlier(
	{ own, apiKey, state }: Registrar,
	registered: Webhook,
): Webhook | 'none' | 'unreadable' {
	const secrets = [apiKey, own.secret, headerOf(registered, WEBHOOK_HEADER) ?? own.secret];
	return readReplaced({ registered, kept: state.replaced, secrets });
}
