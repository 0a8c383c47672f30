import { audio } from './audio';
import type { MessageContent } from './content';
import { document } from './document';
import { image } from './image';
import { sticker } from './sticker';
import { template } from './template';
import { text } from './text';
import { video } from './video';

/** Every kind of message, in the order of the list. */
export const contents: readonly MessageContent[] = [
	audio,
	document,
	image,
	sticker,
	template,
	text,
	video,
];
