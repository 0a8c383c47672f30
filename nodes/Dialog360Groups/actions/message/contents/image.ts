import { mediaContent } from './media';

export const image = mediaContent({
	kind: 'image',
	name: 'Image',
	files: 'JPEG or PNG, up to 5 MB',
	hasCaption: true,
});
