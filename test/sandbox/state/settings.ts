import { ApiError, errorItem, type ErrorItem } from '../errors';
import { newRequestId } from '../ids';
import type { GroupPicture, GroupSetting } from '../types';
import type { PictureOutcome, TextOutcome, WorldEvent } from './events';
import type { GroupRecord } from './groupRecord';
import type { World } from './world';

/** A picture as it came in, and what is wrong with it, if anything. */
export interface NewPicture {
	picture: GroupPicture;
	/** 131053, 131209 or 131210. */
	fault?: number;
}

/** What an update wants to change; what is missing stays. */
export interface SettingsChange {
	subject?: string;
	/** Empty clears the description. */
	description?: string;
	picture?: NewPicture;
}

const unknownFault = 'The group setting could not be updated due to an unknown error.';

/** Applies an update setting by setting. Out: the request id the webhook will carry. */
export function updateSettings(world: World, group: GroupRecord, change: SettingsChange): string {
	const { subject, description, picture } = change;
	if (picture?.fault !== undefined && world.readings.pictureFaults === 'sync') {
		throw new ApiError(picture.fault);
	}
	const planned = world.planned.takeUpdate();
	const plannedError = (setting: GroupSetting): ErrorItem | undefined =>
		planned?.settings.includes(setting) ? errorItem(planned.code, unknownFault) : undefined;

	const requestId = newRequestId(world.random);
	const event: WorldEvent = { kind: 'settingsUpdated', groupId: group.id, requestId };
	if (subject !== undefined) {
		event.subject = outcome(subject, plannedError('subject'));
		if (event.subject.error === undefined) group.subject = subject;
	}
	if (description !== undefined) {
		event.description = outcome(description, plannedError('description'));
		if (event.description.error === undefined) group.description = description || undefined;
	}
	if (picture !== undefined) {
		const { mimeType, sha256 } = picture.picture;
		const fault = picture.fault === undefined ? undefined : errorItem(picture.fault);
		const error = fault ?? plannedError('picture');
		const pictureOutcome: PictureOutcome = { mimeType, sha256 };
		if (error === undefined) group.picture = picture.picture;
		else pictureOutcome.error = error;
		event.picture = pictureOutcome;
	}
	world.emit(event);
	return requestId;
}

function outcome(text: string, error: ErrorItem | undefined): TextOutcome {
	return error === undefined ? { text } : { text, error };
}
