import { createHash } from 'node:crypto';
import type { Answer, ApiCall, ReceivedPart } from '../api/call';
import { needBody, needMessagingProduct, optionalText, pathParameter } from '../api/input';
import { invalidParameter } from '../errors';
import { jpegSize } from '../jpeg';
import type { Readings } from '../readings';
import { type NewPicture, type SettingsChange, updateSettings } from '../state/settings';
import type { World } from '../state/world';
import type { Route } from './route';
import { checkDescription, checkSubject } from './settingsInput';
import { writeAnswer } from './writeAnswer';

/** Limit of reference 1. */
const largestPicture = 5 * 1024 * 1024;

function texts(source: Record<string, unknown>, readings: Readings): SettingsChange {
	const description = optionalText(source.description, 'description');
	if (description !== undefined) checkDescription(description);
	if (description === '' && readings.emptyDescription === 'refused') {
		throw invalidParameter('The description must not be empty.');
	}
	return {
		...(source.subject === undefined ? {} : { subject: checkSubject(source.subject) }),
		...(description === undefined ? {} : { description }),
	};
}

function fromJson(call: ApiCall, readings: Readings): SettingsChange {
	const body = needBody(call);
	if (body.profile_picture_file !== undefined) {
		throw invalidParameter('The picture must be uploaded as multipart/form-data.');
	}
	return texts(body, readings);
}

function isPicturePart(part: ReceivedPart, reading: Readings['picturePart']): boolean {
	const names = reading === 'both' ? ['file', 'profile_picture_file'] : [reading];
	return part.kind === 'file' && names.includes(part.name);
}

function pictureFault(part: ReceivedPart, readings: Readings): number | undefined {
	const size = jpegSize(part.content);
	const isJpeg = part.type === 'image/jpeg' && size !== undefined;
	if (!isJpeg || part.cut || part.bytes > largestPicture) return 131053;
	if (size.width !== size.height) return 131209;
	return size.width < Number(readings.pictureMinimum) ? 131210 : undefined;
}

function newPicture(part: ReceivedPart, readings: Readings): NewPicture {
	const fault = pictureFault(part, readings);
	const { width, height } = jpegSize(part.content) ?? { width: 0, height: 0 };
	const sha256 = createHash('sha256').update(part.content).digest('hex');
	const picture = { mimeType: part.type, sha256, bytes: part.bytes, width, height };
	return fault === undefined ? { picture } : { picture, fault };
}

function fromMultipart(parts: readonly ReceivedPart[], readings: Readings): SettingsChange {
	const fields = new Map<string, string>();
	for (const { name, value } of parts) {
		if (value !== undefined) fields.set(name, value);
	}
	needMessagingProduct(fields.get('messaging_product'));
	const subject = fields.get('subject');
	const description = fields.get('description');
	if (readings.textWithPicture === 'refused' && (subject ?? description) !== undefined) {
		throw invalidParameter('Subject and description must be sent in a request of their own.');
	}
	const pictures = parts.filter((part) => isPicturePart(part, readings.picturePart));
	const [picture] = pictures;
	if (picture === undefined || pictures.length > 1) {
		throw invalidParameter('The request must carry exactly one picture in the expected part.');
	}
	return { ...texts({ subject, description }, readings), picture: newPicture(picture, readings) };
}

function update(world: World, call: ApiCall): Answer {
	const { readings } = world;
	const group = world.needActive(pathParameter(call, 'groupId'));
	const { parts } = call;
	const change = parts === undefined ? fromJson(call, readings) : fromMultipart(parts, readings);
	if (Object.keys(change).length === 0) {
		throw invalidParameter('The request changes nothing: give a subject, description or picture.');
	}
	return writeAnswer(readings, updateSettings(world, group, change));
}

/** Update settings: JSON for the texts, multipart for the picture (reference 2.4). */
export function groupSettingsRoutes(world: World): Route[] {
	return [{ method: 'POST', url: '/groups/:groupId', handle: (call) => update(world, call) }];
}
