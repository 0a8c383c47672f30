import type { INodeProperties } from 'n8n-workflow';

import type { MediaKind } from '../../../api/media';
import type { MessageBody } from '../../../api/messages';
import type { ItemRun } from '../../forEachItem';

/** A file of the input item that WhatsApp has now. */
export interface UploadedFile {
	mediaId: string;
	/** As the input item names it, without what is harmful in a name. */
	fileName?: string;
}

/** What a message is made from: the item's parameters, and what reads them. */
export interface ContentRun extends ItemRun {
	/**
	 * Gives a file of the input item to WhatsApp. The same file is uploaded once in a run, however many items have it.
	 *
	 * @param fieldName name of the binary field of the input item
	 * @param label name of the field in the panel in which the person typed `fieldName`
	 * @throws {InputError} when there is no such file, or WhatsApp does not take it as a message of this kind
	 */
	upload(kind: MediaKind, fieldName: string, label: string): Promise<UploadedFile>;
}

/** What 'Message Type' offers: one kind of message, its fields, and how they become a message. */
export interface MessageContent {
	/** Stored in workflows, so it never changes. */
	value: MessageBody['type'];
	name: string;
	/** Shown under the name in the list. */
	description: string;
	/** With `displayOptions` for this type: `{ show: { messageType: [value] } }`. */
	properties: INodeProperties[];
	/**
	 * @returns the message; `mediaId` of the file in it goes into the output of the node
	 * @throws {InputError} when WhatsApp would refuse it
	 */
	read(run: ContentRun): Promise<MessageBody & { mediaId?: string }>;
}
