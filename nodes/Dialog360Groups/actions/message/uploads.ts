import { createHash } from 'crypto';

import type { IBinaryData } from 'n8n-workflow';

import type { ApiClient } from '../../api/client';
import { uploadMedia } from '../../api/media';
import type { ItemRun } from '../forEachItem';
import { inputFile } from '../inputFile';
import type { ContentRun, UploadedFile } from './contents/content';
import { safeFileName } from './fileName';
import { checkMedia, checkSize } from './mediaRules';

/** What was uploaded in a run. Whoever needs the same file waits for the same upload, and shares how it ends. */
interface Uploads {
	/** Digest of the content by where n8n keeps it, so that a file is not read for each item that has it. */
	digests: Map<string, Promise<string>>;
	files: Map<string, Promise<UploadedFile>>;
	/** Ends with the turn of the large file that came last. */
	large: Promise<unknown>;
}

/** A file is in memory several times while it is sent, so those of more bytes wait for each other. */
const LARGE = 5 * 1024 * 1024;

const runs = new WeakMap<ApiClient, Uploads>();

/** How one item gives its files to WhatsApp. */
export function uploaderOf({ client, parameters, context }: ItemRun): ContentRun['upload'] {
	const { itemIndex } = parameters;
	const uploads = runs.get(client) ?? newUploads();
	runs.set(client, uploads);
	return async (kind, fieldName, label) => {
		const { binary, read } = inputFile(context, itemIndex, fieldName, label);
		const { mimeType: declared = '', fileExtension = '' } = binary;
		const fileName = safeFileName(binary.fileName ?? '');
		// Only of a file outside of the item the size is certainly true.
		if (binary.id !== undefined) checkSize(kind, binary.bytes ?? 0, fieldName);
		const digest = await once(uploads.digests, placeOf(binary), async () =>
			inTurn(uploads, binary, async () =>
				createHash('sha256')
					.update(await read())
					.digest('hex'),
			),
		);
		const key = JSON.stringify([kind, declared, fileName, digest]);
		return await once(uploads.files, key, async () =>
			inTurn(uploads, binary, async () => {
				const bytes = await read();
				const mimeType = checkMedia(kind, { bytes, declared, name: fieldName });
				const partName = fileName ?? safeFileName(`file.${fileExtension}`) ?? 'file';
				const file = { bytes, mimeType, fileName: partName };
				return { mediaId: await uploadMedia(client, file), fileName };
			}),
		);
	};
}

function newUploads(): Uploads {
	return { digests: new Map(), files: new Map(), large: Promise.resolve() };
}

/** Small files at once, large ones one after the other; those of unknown size count as large. */
async function inTurn<Value>(
	uploads: Uploads,
	{ id, data, bytes = LARGE }: IBinaryData,
	act: () => Promise<Value>,
): Promise<Value> {
	const size = id === undefined ? Buffer.byteLength(data, 'base64') : bytes;
	if (size < LARGE) return await act();
	const turn = uploads.large.then(act);
	uploads.large = turn.catch(() => undefined);
	return await turn;
}

/** Where n8n keeps files outside of the items they have an ID, else the item holds the content. */
function placeOf({ id, data }: IBinaryData): string {
	return id ?? data;
}

async function once<Value>(
	results: Map<string, Promise<Value>>,
	key: string,
	act: () => Promise<Value>,
): Promise<Value> {
	const result = results.get(key) ?? act();
	results.set(key, result);
	return await result;
}
