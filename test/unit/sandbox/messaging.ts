import type { AxiosResponse } from 'axios';
import { need, type Used } from './support';

/** Calls that tests about messages and files make over and over. */

export const messaging_product = 'whatsapp';

/** Sends a message to a group. In: what is posted beside the recipient. */
export async function sendToGroup(
	{ client }: Used,
	to: string,
	body: object,
): Promise<AxiosResponse> {
	const recipient = { messaging_product, recipient_type: 'group', to };
	return await client.post('/messages', { ...recipient, ...body });
}

/** Sends a message to a person. In: what is posted beside the recipient. */
export async function sendToPerson(
	{ client }: Used,
	to: string,
	body: object,
): Promise<AxiosResponse> {
	return await client.post('/messages', { messaging_product, to, ...body });
}

export function textOf(body: string, more: object = {}): object {
	return { type: 'text', text: { body, ...more } };
}

/** Out: the id of the message that was accepted. */
export function idOf({ data }: AxiosResponse): string {
	return String(data.messages?.[0]?.id);
}

/** One file to upload; what is `undefined` is left out of the form. */
export interface FileForm {
	bytes?: Buffer;
	mimeType?: string;
	fileName?: string;
	type?: string;
	product?: string;
}

export async function upload({ client }: Used, form: FileForm = {}): Promise<AxiosResponse> {
	const { bytes = Buffer.from('bytes'), mimeType = 'image/jpeg', fileName = 'a.jpg' } = form;
	const data = new FormData();
	const fields = { messaging_product, type: mimeType, ...form };
	if ('product' in form) fields.messaging_product = form.product ?? '';
	if (fields.messaging_product !== '') data.set('messaging_product', fields.messaging_product);
	if (fields.type !== undefined) data.set('type', fields.type);
	data.set('file', new Blob([new Uint8Array(bytes)], { type: mimeType }), fileName);
	return await client.post('/media', data);
}

/** Uploads a file. Out: its id. */
export async function uploaded(used: Used, form: FileForm = {}): Promise<string> {
	const { data } = await upload(used, form);
	return String(data.id);
}

/** Out: the code of why a message failed on its way. */
export function failureOf({ sandbox }: Used): number {
	return need(need(sandbox.messages().at(-1)).failed).code;
}
