import { mediaContent } from './media';

export const video = mediaContent({
	kind: 'video',
	name: 'Video',
	files: 'MP4 or 3GPP (H.264 with AAC), up to 16 MB',
	hasCaption: true,
});
