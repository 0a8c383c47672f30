import { mediaContent } from './media';

export const document = mediaContent({
	kind: 'document',
	name: 'Document',
	files: 'PDF, Word, Excel, PowerPoint or text, up to 100 MB',
	hasCaption: true,
	hasFileName: true,
});
