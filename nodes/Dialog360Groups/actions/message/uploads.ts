import { createHash } from 'crypto';

import type { IBinaryData } from 'n8n-workflow';

import type { ApiClient } from '../../api/client';
import { uploadMedia } from '../../api/media';
import type { ItemRun } from '../forEachItem';
import { inputFile } from '../inputFile';
import type { ContentRun, UploadedFile } from './contents/content';
import { safeFileName } from './fileName';
import { checkMedia } from './mediaRules';

/** What was uploaded in a run. Whoever needs the same file waits for the same upload, and shares how it ends. */
interface Uploads {
	/** Digest of the content by where n8n keeps it, so that a file is not read for each item that has it. */
	digests: Map<string, Promise<string>>;
	files: Map<string, Promise<UploadedFile>>;
}

const runs = new WeakMap<ApiClient, Uploads>();

/** How one item gives its files to WhatsApp. */
export function uploaderOf({ client, parameters, context }: ItemRun): ContentRun['upload'] {
	const { itemIndex } = parameters;
	const uploads = runs.get(client) ?? { digests: new Map(), files: new Map() };
	runs.set(client, uploads);
	return async (kind, fieldName, label) => {
		const { binary, read } = inputFile(context, itemIndex, fieldName, label);
		const { mimeType: declared = '', fileExtension = '' } = binary;
		const fileName = safeFileName(binary.fileName ?? '');
		const digest = await once(uploads.digests, placeOf(binary), async () =>
			createHash('sha256')
				.update(await read())
				.digest('hex'),
		);
		const key = JSON.stringify([kind, declared, fileName, digest]);
		return await once(uploads.files, key, async () => {
			const bytes = await read();
			const mimeType = checkMedia(kind, { bytes, declared, name: fieldName });
			const partName = fileName ?? safeFileName(`file.${fileExtension}`) ?? 'file';
			const file = { bytes, mimeType, fileName: partName };
			return { mediaId: await uploadMedia(client, file), fileName };
		});
	};
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
