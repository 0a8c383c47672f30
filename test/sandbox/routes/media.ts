import type { Answer, ApiCall } from '../api/call';
import { needMessagingProduct, pathParameter } from '../api/input';
import { ApiError, invalidParameter, NativeError } from '../errors';
import { isString } from '../input';
import { bareMimeType, largestOf, mediaTypeOf, mimeTypes } from '../state/mediaRules';
import type { World } from '../state/world';
import type { StoredMedia } from '../types';
import type { Route } from './route';

const downloadPath = '/whatsapp_business/attachments/';

/** An address of a file works this long (reference 6.7). */
const addressLifetimeMs = 5 * 60 * 1000;

function upload(world: World, { parts = [] }: ApiCall): Answer {
	const { readings, conditions, uploadLimit } = world;
	const most = conditions.mediaUploadsPerSecond;
	if (!uploadLimit.allow(most)) {
		throw new NativeError(
			400,
			`You have exceeded the limit of ${most} requests every 1 seconds. Please try again later.`,
		);
	}
	const field = (name: string) => parts.find((part) => part.name === name && part.kind === 'field');
	needMessagingProduct(field('messaging_product')?.value);
	const file = parts.find((part) => part.name === 'file' && part.kind === 'file');
	if (file === undefined) throw invalidParameter('The parameter file is required.');
	if (field('type')?.value === undefined) throw invalidParameter('The parameter type is required.');
	const mimeType = bareMimeType(file.type);
	if (readings.uploadTypes === 'listed' && !mimeTypes.includes(mimeType)) {
		throw invalidParameter(
			`Param file must be a file with one of the following types: ${mimeTypes.join(', ')}. ` +
				`Received file of type '${mimeType}'.`,
		);
	}
	const largest = largestOf(mimeType, file.content);
	if (file.cut || file.bytes > largest) {
		const what = `A file of the type ${mimeType} (${mediaTypeOf(mimeType)})`;
		throw new ApiError(131053, `${what} must have at most ${largest} bytes.`);
	}
	if (file.bytes === 0) throw invalidParameter('The file is empty.');
	const id = world.media.add({ mimeType, content: file.content, fileName: file.filename });
	world.changed();
	return { status: 200, body: { id } };
}

/** Out: the file. Throws Meta's error for what does not exist (reference 7.1: 100, subcode 33). */
function need(world: World, id: string): StoredMedia {
	const file = world.media.get(id);
	if (file !== undefined) return file;
	throw invalidParameter(
		`Unsupported request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation`,
	);
}

function get(world: World, call: ApiCall, baseUrl: string): Answer {
	const { id, mimeType, bytes, sha256 } = need(world, pathParameter(call, 'mediaId'));
	const { mediaUrl, mediaHash } = world.readings;
	const host = mediaUrl === 'own' ? baseUrl : 'https://lookaside.fbsbx.com';
	const expires = Math.floor((Date.now() + addressLifetimeMs) / 1000);
	const query = new URLSearchParams({ mid: id, ext: String(expires), hash: sha256.slice(0, 16) });
	return {
		status: 200,
		body: {
			messaging_product: 'whatsapp',
			url: `${host}${downloadPath}?${query.toString()}`,
			mime_type: mimeType,
			sha256: mediaHash === 'hex' ? sha256 : Buffer.from(sha256, 'hex').toString('base64'),
			file_size: bytes,
			id,
		},
	};
}

function download(world: World, { query }: ApiCall): Answer {
	const { mid, ext, hash } = query;
	const file = isString(mid) ? world.media.get(mid) : undefined;
	const content = file && world.media.content(file.id);
	const isRight = file !== undefined && hash === file.sha256.slice(0, 16);
	const isFresh = isString(ext) && Number(ext) * 1000 > Date.now();
	if (!isRight || !isFresh || content === undefined) {
		throw new NativeError(404, 'There is no such file, or its address has expired');
	}
	return { status: 200, file: { mimeType: file.mimeType, content } };
}

function remove(world: World, call: ApiCall): Answer {
	world.media.delete(need(world, pathParameter(call, 'mediaId')).id);
	world.changed();
	return { status: 200, body: { success: true } };
}

/** Upload, look up, download and delete files (reference 6.7). Out: routes; media ids are numbers. */
export function mediaRoutes(world: World, baseUrl: () => string): Route[] {
	const url = '/:mediaId(^\\d+$)';
	return [
		{ method: 'POST', url: '/media', handle: (call) => upload(world, call) },
		{ method: 'GET', url, handle: (call) => get(world, call, baseUrl()) },
		{ method: 'DELETE', url, handle: (call) => remove(world, call) },
		{ method: 'GET', url: downloadPath, handle: (call) => download(world, call) },
	];
}
