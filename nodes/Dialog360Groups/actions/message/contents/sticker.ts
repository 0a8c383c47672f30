import { mediaContent } from './media';

export const sticker = mediaContent({
	kind: 'sticker',
	name: 'Sticker',
	files: 'WebP of 512 by 512 pixels, up to 100 KB, animated up to 500 KB',
});
