import type { IHookFunctions, IWebhookFunctions } from 'n8n-workflow';

import { readGroupId } from '../actions/fields/group';
import { asBoolean, asObject, asObjects, asText, asTexts } from '../api/wire';
import { InputError } from '../explainedError';

export type Acknowledge = 'early' | 'started';

/** What the person set in the panel. */
export interface TriggerSettings {
	events: readonly string[];
	/** `undefined` for all groups. */
	groupIds: ReadonlySet<string> | undefined;
	/** Of received messages; `undefined` for all. */
	messageTypes: ReadonlySet<string> | undefined;
	ignoreOwnChanges: boolean;
	oncePerEvent: boolean;
	includeRaw: boolean;
	acknowledge: Acknowledge;
}

type Panel = Pick<IHookFunctions | IWebhookFunctions, 'getNodeParameter'>;

/** @throws {InputError} when a field can't be used */
export function readTriggerSettings(context: Panel): TriggerSettings {
	const options = asObject(context.getNodeParameter('options', {}));
	const events = asTexts(context.getNodeParameter('events', [])) ?? [];
	if (events.length === 0) {
		throw new InputError("'Events' is empty", {
			howToFix: 'Choose at least one event that starts the workflow.',
		});
	}
	return {
		events,
		groupIds: setOf(readGroups(context)),
		messageTypes: setOf(asTexts(options.messageTypes) ?? []),
		ignoreOwnChanges: asBoolean(options.ignoreOwnChanges) ?? false,
		oncePerEvent: asBoolean(options.oncePerEvent) ?? true,
		includeRaw: asBoolean(options.includeRaw) ?? false,
		acknowledge: options.acknowledge === 'started' ? 'started' : 'early',
	};
}

/** Whether a person registers the webhook. Can be read also where other fields can't be used. */
export function isSetUpManually(context: Panel): boolean {
	return context.getNodeParameter('setUp', 'automatic') === 'manual';
}

/** Whether another system's webhook may be replaced. Can be read also where other fields can't be used. */
export function mayReplaceOthers(context: Panel): boolean {
	return context.getNodeParameter('ifTaken', 'leave') === 'replace';
}

function readGroups(context: Panel): string[] {
	const { group } = asObject(context.getNodeParameter('groups', {}));
	return asObjects(group).map(({ groupId }) =>
		readGroupId(asText(groupId) ?? asObject(groupId).value),
	);
}

function setOf(texts: readonly string[]): ReadonlySet<string> | undefined {
	return texts.length === 0 ? undefined : new Set(texts);
}
