import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { encode } from 'jpeg-js';
import type { Sandbox } from '../sandbox/types';

/** Out: a client with the sandbox's address and key, for which no status is an error. */
export function clientOf(sandbox: Pick<Sandbox, 'url' | 'apiKey'>): AxiosInstance {
	return axios.create({
		baseURL: sandbox.url,
		headers: { 'D360-API-KEY': sandbox.apiKey },
		maxRedirects: 0,
		proxy: false,
		validateStatus: () => true,
	});
}

/** Out: a grey JPEG of that size. */
export function jpeg(width: number, height = width): Buffer {
	const data = Buffer.alloc(width * height * 4, 127);
	return encode({ data, width, height }, 50).data;
}

/** What goes into a multipart body beside `messaging_product`. */
export interface PictureForm {
	bytes: Buffer;
	part?: string;
	type?: string;
	subject?: string;
	messagingProduct?: string;
}

/** Sends a picture as section 2.4 of the facts describes it. */
export async function sendPicture(
	client: AxiosInstance,
	groupId: string,
	{
		bytes,
		part = 'file',
		type = 'image/jpeg',
		subject,
		messagingProduct = 'whatsapp',
	}: PictureForm,
): Promise<AxiosResponse<unknown>> {
	const form = new FormData();
	form.set('messaging_product', messagingProduct);
	if (subject !== undefined) form.set('subject', subject);
	form.set(part, new Blob([new Uint8Array(bytes)], { type }), 'picture.jpg');
	return await client.post(`/groups/${groupId}`, form);
}
