import { mediaContent } from './media';

export const audio = mediaContent({
	kind: 'audio',
	name: 'Audio',
	files: 'AAC, AMR, MP3, M4A or OGG (Opus), up to 16 MB',
});
