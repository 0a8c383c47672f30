import { asBoolean, asText, isWireObject } from '../api/wire';
import type { WireObject } from '../api/wire';
import type { GroupEvent } from './event';
import { canonical } from './eventKey';
import { readErrors, texts } from './parts';
import type { Draft, GroupField, Reader } from './reader';

type Setting = NonNullable<GroupEvent['setting']>;

const SETTINGS: ReadonlyMap<string, Setting> = new Map([
	['group_subject', 'subject'],
	['group_description', 'description'],
	['profile_picture', 'picture'],
]);

const readSettings: Reader = (group) => {
	const errors = readErrors(group);
	const drafts = Object.entries(group).flatMap(([key, part]): Draft[] => {
		const setting = SETTINGS.get(key);
		if (setting && isWireObject(part)) return [readSetting(setting, part, group)];
		// Any other object is a setting that came later.
		const isUnknown = part && (setting ?? (key !== 'errors' && isWireObject(part)));
		return isUnknown ? [{ event: 'unknown', identity: [key, canonical(part)] }] : [];
	});
	if (drafts.length > 0 || !errors) return drafts;
	return [{ event: 'group.settingUpdateFailed', initiatedBy: 'business', errors }];
};

function readSetting(setting: Setting, part: WireObject, group: WireObject): Draft {
	const { text, mime_type, sha256 } = part;
	const ownErrors = readErrors(part);
	const groupErrors = readErrors(group);
	const isDone = asBoolean(part.update_successful) ?? !(ownErrors ?? groupErrors);
	return {
		event: isDone ? 'group.settingUpdated' : 'group.settingUpdateFailed',
		// Without a request, there may be two changes within a second.
		identity: asText(group.request_id) ? [setting] : [setting, asText(text), asText(sha256)],
		initiatedBy: 'business',
		// Empty text says something here: that the description was taken away.
		...(setting !== 'picture' && { [setting]: text === '' ? text : asText(text) }),
		setting,
		picture: texts({ mimeType: mime_type, sha256 }),
		errors: ownErrors ?? (isDone ? undefined : groupErrors),
	};
}

/**
 * The business changed what a group looks like: an event for each setting, since one may fail and another
 * not. Source: Meta's guide to group webhooks.
 */
export const settings: GroupField = {
	field: 'group_settings_update',
	types: { group_settings_update: readSettings },
};
