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
	setUp: 'automatic' | 'manual';
	mayReplace: boolean;
}

/** @throws {InputError} when a field can't be used */
export function readTriggerSettings(
	context: Pick<IHookFunctions | IWebhookFunctions, 'getNodeParameter'>,
): TriggerSettings {
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
		setUp: context.getNodeParameter('setUp', 'automatic') === 'manual' ? 'manual' : 'automatic',
		mayReplace: context.getNodeParameter('ifTaken', 'leave') === 'replace',
	};
}

function readGroups(context: Pick<IHookFunctions, 'getNodeParameter'>): string[] {
	const { group } = asObject(context.getNodeParameter('groups', {}));
	return asObjects(group).map(({ groupId }) =>
		readGroupId(asText(groupId) ?? asObject(groupId).value),
	);
}

function setOf(texts: readonly string[]): ReadonlySet<string> | undefined {
	return texts.length === 0 ? undefined : new Set(texts);
}
