import type { ApiClient } from '../api/client';
import { pause } from '../api/pause';
import {
	MOST_WEBHOOKS,
	addExtraWebhook,
	changeExtraWebhook,
	getExtraWebhooks,
	switchOffExtraWebhooks,
	switchOnExtraWebhooks,
} from '../api/webhooks';
import type { ExtraWebhook, ExtraWebhooks, Webhook } from '../api/webhooks';
import { extraLeftBehind, extraNotThereYet } from './refusals';
import { isOwnDestination, isSameN8n, isTestAddress, ownershipOf } from './ownWebhook';
import type { OwnWebhook } from './ownWebhook';

/** 360dialog answers "operation started". */
const LOOKS = 10;
const BETWEEN_LOOKS_MS = 500;

/** Whether ours is among the destinations, in use, as it should be. */
export async function isExtraDestination(client: ApiClient, own: OwnWebhook): Promise<boolean> {
	const extras = await getExtraWebhooks(client);
	return extras !== undefined && isInUse(extras, own);
}

/**
 * Takes an extra destination, if the number can have them and one is free. Those of others stay as they are.
 *
 * @returns whether it has one now
 * @throws {ExplainedError} when 360dialog accepts it but does not show it
 */
export async function takeExtraDestination(
	client: ApiClient,
	own: OwnWebhook,
	main: Webhook,
): Promise<boolean> {
	const extras = await getExtraWebhooks(client);
	if (!extras) return false;
	if (isInUse(extras, own)) return true;
	if (!(await request(client, own, main, extras))) return false;
	for (let looks = 0; looks < LOOKS; looks++) {
		const now = await getExtraWebhooks(client);
		if (now?.enabled && now.destinations.some(({ url }) => url === own.url)) return true;
		await pause(BETWEEN_LOOKS_MS, client.signal);
	}
	throw extraNotThereYet(own);
}

async function request(
	client: ApiClient,
	own: OwnWebhook,
	main: Webhook,
	{ enabled, destinations }: ExtraWebhooks,
): Promise<boolean> {
	const { name, url, headers } = own;
	const owned = destinations.find((one) => isOwnDestination(one, own));
	if (owned && enabled) return await changeExtraWebhook(client, { name: owned.name, url, headers });
	const others = destinations.filter((one) => one !== owned);
	const urls = new Set([main, ...others].map((one) => one.url));
	if (urls.size >= MOST_WEBHOOKS) return false;
	if (enabled) return await addExtraWebhook(client, { name, url, headers });
	// Switching on what others have switched off is not ours to do.
	return others.length === 0 && (await switchOnExtraWebhooks(client, [{ name, url, headers }]));
}

/**
 * Another trigger of this package that is to have the webhook of the number when ours goes and nobody had it before:
 * extra destinations get nothing without one.
 *
 * @returns `undefined` when there is none
 */
export async function findHeir(
	client: ApiClient,
	own: OwnWebhook,
): Promise<ExtraWebhook | undefined> {
	const extras = await getExtraWebhooks(client);
	if (!extras?.enabled) return undefined;
	const siblings = extras.destinations.filter((one) => ownershipOf(one, own) === 'sibling');
	return siblings.find(({ url }) => !isTestAddress(url));
}

/**
 * Gives the destination back. Only where that can be done without interrupting others: 360dialog documents no way to
 * remove one of several.
 *
 * @param heir has the webhook of the number now, and needs no destination beside it
 * @throws {ExplainedError} when the destination of a published workflow stays; that of a test is used again
 */
export async function leaveExtraDestination(
	client: ApiClient,
	own: OwnWebhook,
	heir?: ExtraWebhook,
): Promise<void> {
	const extras = await getExtraWebhooks(client);
	const isDone = (one: ExtraWebhook) => goesAlong(one, own) || one.name === heir?.name;
	if (!extras?.destinations.some(isDone)) return;
	const others = extras.destinations.filter((one) => !isDone(one));
	const asked =
		others.length === 0
			? await switchOffExtraWebhooks(client)
			: extras.enabled && (await switchOnExtraWebhooks(client, others));
	const left = await getExtraWebhooks(client);
	if (asked) await addMissing(client, others, left?.destinations ?? []);
	const stays = left?.enabled && left.destinations.some(({ url }) => url === own.url);
	if (stays && own.purpose === 'production') throw extraLeftBehind(own);
}

/** Ours, and when a workflow is unpublished also what listening for test events had to leave behind. */
function goesAlong(registered: ExtraWebhook, own: OwnWebhook): boolean {
	if (registered.url === own.url) return true;
	const isTest = own.purpose === 'production' && ownershipOf(registered, own) === 'twin';
	return isTest && isSameN8n(registered, own);
}

/** In case 360dialog took our list for something else. */
async function addMissing(
	client: ApiClient,
	wanted: readonly ExtraWebhook[],
	left: readonly ExtraWebhook[],
): Promise<void> {
	for (const one of wanted) {
		if (!left.some(({ name }) => name === one.name)) await addExtraWebhook(client, one);
	}
}

function isInUse({ enabled, destinations }: ExtraWebhooks, own: OwnWebhook): boolean {
	return enabled && destinations.some((one) => ownershipOf(one, own) === 'ours');
}
