import { asText } from '../../api/wire';
import type { HeaderMedia, VariableValue } from '../../template';

/** Gives a file of the input item to WhatsApp. @throws {InputError} when there is none, or it can't be used */
export type UploadTemplateFile = (
	kind: HeaderMedia,
	fieldName: string,
) => Promise<{ mediaId: string; fileName?: string }>;

/**
 * The file of a header. One field takes all three ways to name one, since they can't be mixed up: addresses begin
 * with https://, media IDs are nothing but digits, and everything else is the name of an input data field.
 */
export async function readHeaderFile(
	kind: HeaderMedia,
	written: string,
	upload: UploadTemplateFile,
): Promise<VariableValue> {
	const text = written.trim();
	if (/^https?:\/\//i.test(text)) return { media: { link: text } };
	if (/^\d{5,}$/.test(text)) return { media: { id: text } };
	const { mediaId, fileName } = await upload(kind, text);
	return { media: { id: mediaId }, fileName: asText(fileName) };
}
