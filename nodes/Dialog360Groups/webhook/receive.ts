import type { IDataObject, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

import { isWanted } from '../events/filter';
import { readEvents } from '../events/readEvents';
import type { ReadEvent } from '../events/event';
import { isSetUpManually, readTriggerSettings } from '../trigger/settings';
import type { TriggerSettings } from '../trigger/settings';
import { isAuthentic } from './authenticity';
import { memoryIdOf, ownerOf } from './ownWebhook';
import { recentCredential } from './recentCredential';
import { claim, confirm, release } from './seenEvents';
import { readState } from './triggerState';

/**
 * Answers a delivery and says which items start an execution; without any, none is started. A body that makes no sense
 * is answered like an event that nobody asked for: 360dialog would only send it again.
 *
 * Answers 401 to a delivery that is not 360dialog's, and 503 when n8n can't tell, so that 360dialog sends it again.
 */
export async function receive(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const settings = readTriggerSettings(context);
		if (!(await isFrom360dialog(context))) {
			return answer(context, 401, { message: 'Unauthorized' });
		}
		const items = claimItems(context, settings, wantedEvents(context, settings));
		if (items === 'pending') return answer(context, 503, { message: 'Being started' });
		if (items.length === 0) return answer(context, 200);
		const workflowData = [items.map((json) => ({ json }))];
		return settings.acknowledge === 'early'
			? { ...answer(context, 200), workflowData }
			: { workflowData };
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		context.logger.error(`360dialog Groups Trigger could not take a delivery: ${reason}`);
		return answer(context, 503, { message: 'Try again later' });
	}
}

function answer(
	context: IWebhookFunctions,
	status: number,
	body?: { message: string },
): IWebhookResponseData {
	const response = context.getResponseObject().status(status);
	if (body) response.json(body);
	else response.end();
	return { noWebhookResponse: true };
}

async function isFrom360dialog(context: IWebhookFunctions): Promise<boolean> {
	const now = new Date();
	const credential = await recentCredential(context, now);
	const purpose = isTest(context) ? 'test' : 'production';
	return isAuthentic(
		{ headers: context.getHeaderData(), rawBody: rawBodyOf(context) },
		{
			credential,
			owner: isSetUpManually(context) ? undefined : ownerOf(context, credential, purpose),
			state: readState(context.getWorkflowStaticData('node')),
			now,
		},
	);
}

function wantedEvents(context: IWebhookFunctions, settings: TriggerSettings): ReadEvent[] {
	return readEvents(bodyOf(context)).filter(({ event }) => isWanted(event, settings));
}

/**
 * Leaves out what has started an execution before. While listening for a test event, every copy counts.
 *
 * @returns `'pending'` when all that is new is about to be started, which may fail: 360dialog has to ask again
 */
function claimItems(
	context: IWebhookFunctions,
	{ oncePerEvent, includeRaw, acknowledge }: TriggerSettings,
	events: readonly ReadEvent[],
): IDataObject[] | 'pending' {
	const toItem = ({ event, raw }: ReadEvent): IDataObject => ({
		...event,
		...(includeRaw || event.event === 'unknown' || event.event === 'other' ? { raw } : {}),
	});
	if (!oncePerEvent || isTest(context)) return events.map(toItem);
	const triggerId = memoryIdOf(context);
	const { claimed, isPending } = claim({
		triggerId,
		eventKeys: events.map(({ event }) => event.eventKey),
		data: context.getWorkflowStaticData('node'),
		toBeConfirmed: acknowledge === 'started',
	});
	if (claimed.size === 0 && isPending) return 'pending';
	if (acknowledge === 'started') confirmWhenStarted(context, triggerId, [...claimed]);
	const left = new Set(claimed);
	return events.filter(({ event }) => left.delete(event.eventKey)).map(toItem);
}

/** n8n answers after the start, so a failed one can be told, and 360dialog's repetition is welcome. */
function confirmWhenStarted(
	context: IWebhookFunctions,
	triggerId: string,
	eventKeys: readonly string[],
): void {
	const response = context.getResponseObject();
	response.once('finish', () => {
		const settle = response.statusCode < 300 ? confirm : release;
		settle(triggerId, eventKeys);
	});
}

function isTest(context: IWebhookFunctions): boolean {
	return context.getMode() === 'manual';
}

/** n8n parses by content type, which senders get wrong; `readEvents` reads text as well. */
function bodyOf(context: IWebhookFunctions): unknown {
	const rawBody = rawBodyOf(context);
	const isParsed = /json/i.test(context.getHeaderData()['content-type'] ?? '');
	if (isParsed || !rawBody) return context.getBodyData();
	return Buffer.from(rawBody).toString('utf8');
}

function rawBodyOf(context: IWebhookFunctions): Uint8Array | undefined {
	const { rawBody }: { rawBody?: unknown } = context.getRequestObject();
	return rawBody instanceof Uint8Array ? rawBody : undefined;
}
