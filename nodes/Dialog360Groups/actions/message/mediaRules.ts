import type { MediaKind, MediaFile } from '../../api/media';
import { InputError } from '../../explainedError';

interface MediaRule {
	/** The kind in a sentence. */
	noun: string;
	types: readonly string[];
	/** The types as people call them. */
	names: string;
	mostBytes: number;
}

const KB = 1024;
const MB = 1024 * KB;
const AUDIO = ['audio/aac', 'audio/amr', 'audio/mp4', 'audio/mpeg', 'audio/ogg'];
const IMAGE = ['image/jpeg', 'image/png'];
const VIDEO = ['video/3gpp', 'video/mp4'];
const STICKER = ['image/webp'];
const OFFICE = 'application/vnd.openxmlformats-officedocument';
const DOCUMENT = [
	'application/msword',
	'application/pdf',
	'application/vnd.ms-excel',
	'application/vnd.ms-powerpoint',
	`${OFFICE}.presentationml.presentation`,
	`${OFFICE}.spreadsheetml.sheet`,
	`${OFFICE}.wordprocessingml.document`,
	'text/plain',
];

/**
 * Sources: Meta's and 360dialog's pages on media, and the list of types in Meta's own refusal ("Param file must be a
 * file with one of the following types"). Any of them may be sent as a document.
 */
const RULES: Readonly<Record<MediaKind, MediaRule>> = {
	audio: {
		noun: 'an audio file',
		types: AUDIO,
		names: 'AAC, AMR, MP3, M4A and OGG',
		mostBytes: 16 * MB,
	},
	document: {
		noun: 'a document',
		types: [...AUDIO, ...DOCUMENT, ...IMAGE, ...STICKER, ...VIDEO],
		names: 'PDF, Word, Excel, PowerPoint and text files',
		mostBytes: 100 * MB,
	},
	image: { noun: 'an image', types: IMAGE, names: 'JPEG and PNG', mostBytes: 5 * MB },
	sticker: { noun: 'a sticker', types: STICKER, names: 'WebP', mostBytes: 500 * KB },
	video: { noun: 'a video', types: VIDEO, names: 'MP4 and 3GPP', mostBytes: 16 * MB },
};

/** Other names of the same types. */
const ALIASES: ReadonlyMap<string, string> = new Map([
	['application/ogg', 'audio/ogg'],
	['application/x-pdf', 'application/pdf'],
	['audio/m4a', 'audio/mp4'],
	['audio/mp3', 'audio/mpeg'],
	['audio/opus', 'audio/ogg'],
	['audio/x-aac', 'audio/aac'],
	['audio/x-m4a', 'audio/mp4'],
	['image/jpg', 'image/jpeg'],
	['image/pjpeg', 'image/jpeg'],
	['video/3gp', 'video/3gpp'],
]);

/** How files begin, in hexadecimal. */
const BEGINNINGS: ReadonlyArray<readonly [RegExp, string]> = [
	[/^ffd8ff/, 'image/jpeg'],
	[/^89504e470d0a1a0a/, 'image/png'],
	[/^47494638/, 'image/gif'],
	[/^52494646.{8}57454250/, 'image/webp'],
	[/^25504446/, 'application/pdf'],
	[/^4f676753/, 'audio/ogg'],
	[/^494433/, 'audio/mpeg'],
	[/^.{8}667479704d3441/, 'audio/mp4'],
	[/^.{8}667479703367/, 'video/3gpp'],
	[/^.{8}66747970(69736f|6d7034|617663)/, 'video/mp4'],
];

/**
 * Checks a file before it is uploaded.
 *
 * @param declared the type that the input item names; pictures are known by their bytes, whatever it says
 * @param name of the file or its field, for the person who reads the error
 * @returns the type under which WhatsApp takes it
 * @throws {InputError} when WhatsApp would refuse it
 */
export function checkMedia(
	kind: MediaKind,
	{ bytes, declared, name }: { bytes: MediaFile['bytes']; declared: string; name: string },
): string {
	const { noun, types, names } = RULES[kind];
	if (bytes.length === 0) {
		throw new InputError(`The file in '${name}' is empty`, {
			howToFix: 'Check the node that reads or makes the file.',
		});
	}
	const found = typeOf(bytes, declared);
	// WhatsApp takes no other text type than this one, and keeps the ending of the file's name.
	const mimeType = kind === 'document' && found.startsWith('text/') ? 'text/plain' : found;
	if (!types.includes(mimeType)) {
		throw new InputError(`WhatsApp does not take the type ${found} as ${noun}`, {
			howToFix: `The file in '${name}' is of that type. As ${noun}, WhatsApp takes ${names}. ${wayOut(mimeType)}`,
		});
	}
	const isStill = kind === 'sticker' && !isAnimatedWebp(bytes);
	checkSize(kind, bytes.length, name, isStill ? 100 * KB : undefined);
	return mimeType;
}

/** @throws {InputError} as {@link checkMedia}, for what can be told before the file is read */
export function checkSize(
	kind: MediaKind,
	size: number,
	name: string,
	most = RULES[kind].mostBytes,
): void {
	if (size <= most) return;
	throw new InputError(
		`The file in '${name}' is too large for ${RULES[kind].noun}: ${sizeOf(size)}`,
		{ howToFix: `WhatsApp takes up to ${sizeOf(most)} there. Make the file smaller.` },
	);
}

function typeOf(bytes: Uint8Array, declared: string): string {
	const [plain = ''] = declared.toLowerCase().split(';');
	const said = ALIASES.get(plain.trim()) ?? plain.trim();
	const beginning = Buffer.from(bytes.subarray(0, 16)).toString('hex');
	const seen = BEGINNINGS.find(([pattern]) => pattern.test(beginning))?.[1];
	const isUnsaid = said === '' || said === 'application/octet-stream';
	if (seen !== undefined && (isUnsaid || seen.startsWith('image/'))) return seen;
	return isUnsaid ? 'application/octet-stream' : said;
}

/** Source: Google's WebP container specification: the flags of the extended header. */
function isAnimatedWebp(bytes: Uint8Array): boolean {
	const [flags = 0] = bytes.subarray(20, 21);
	return Buffer.from(bytes.subarray(12, 16)).toString('latin1') === 'VP8X' && (flags & 2) !== 0;
}

function wayOut(mimeType: string): string {
	const others = Object.values(RULES).filter(({ types }) => types.includes(mimeType));
	if (others.length === 0) return 'Convert the file.';
	return `Convert the file, or send it as ${others.map(({ noun }) => noun).join(' or ')}.`;
}

function sizeOf(bytes: number): string {
	return bytes < MB ? `${Math.ceil(bytes / KB)} KB` : `${Math.ceil((bytes / MB) * 10) / 10} MB`;
}
