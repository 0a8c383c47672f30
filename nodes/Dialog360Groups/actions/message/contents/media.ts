import type { INodeProperties } from 'n8n-workflow';

import type { MediaKind } from '../../../api/media';
import { LONGEST_CAPTION } from '../../../api/messages';
import { InputError } from '../../../explainedError';
import type { ItemParameters } from '../../itemParameters';
import { safeFileName } from '../fileName';
import { checkLength } from '../../checkText';
import type { ContentRun, MessageContent } from './content';

interface MediaSpec {
	kind: MediaKind;
	name: string;
	/** Which files WhatsApp takes. */
	files: string;
	hasCaption?: boolean;
	hasFileName?: boolean;
}

const SOURCES = ['binary', 'mediaId', 'url'] as const;
const DATA_FIELD = 'Input Data Field Name';

/** A kind of message that carries a file, from one of three places. */
export function mediaContent(spec: MediaSpec): MessageContent {
	const { kind, name, files, hasCaption = false, hasFileName = false } = spec;
	return {
		value: kind,
		name,
		description: files,
		properties: fieldsOf(spec),
		async read(run) {
			const { parameters } = run;
			const caption = hasCaption
				? checkLength(parameters.text('caption'), 'Caption', LONGEST_CAPTION)
				: '';
			const typedName = hasFileName ? safeFileName(parameters.text('fileName')) : undefined;
			const { file, fileName, mediaId } = await readFile(run, kind);
			const shownName = hasFileName ? (typedName ?? fileName) : undefined;
			const content = {
				...file,
				...(caption === '' ? {} : { caption }),
				...(shownName === undefined ? {} : { filename: shownName }),
			};
			return { type: kind, content, mediaId };
		},
	};
}

function fieldsOf({ kind, files, hasCaption, hasFileName }: MediaSpec): INodeProperties[] {
	const show = { messageType: [kind] };
	const caption: INodeProperties = {
		displayName: 'Caption',
		name: 'caption',
		type: 'string',
		typeOptions: { rows: 2 },
		default: '',
		description: 'Text below the file, up to 1024 characters',
		displayOptions: { show },
	};
	const fileName: INodeProperties = {
		displayName: 'File Name',
		name: 'fileName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Timetable.pdf',
		description: 'What people see and save it as. Empty: the name that the file of the input has.',
		displayOptions: { show },
	};
	return [
		{
			displayName: 'Source',
			name: 'mediaSource',
			type: 'options',
			default: 'binary',
			description: `Where the file comes from: ${files}`,
			options: [
				{
					name: 'Input Data Field',
					value: 'binary',
					description: 'A file of the input item; the same file is uploaded once for all items',
				},
				{
					name: 'Media ID',
					value: 'mediaId',
					description: 'A file that was uploaded before, within the last 30 days',
				},
				{
					name: 'Web Address',
					value: 'url',
					description: 'A file on the internet, which WhatsApp downloads itself',
				},
			],
			displayOptions: { show },
		},
		{
			displayName: DATA_FIELD,
			name: 'dataFieldName',
			type: 'string',
			default: 'data',
			hint: 'The name of the input field containing the file data to be uploaded',
			description: files,
			displayOptions: { show: { ...show, mediaSource: ['binary'] } },
		},
		{
			displayName: 'Media ID',
			name: 'mediaId',
			type: 'string',
			default: '',
			placeholder: 'e.g. 1037543291543636',
			description: "The 'mediaId' that Send gave you when it uploaded the file",
			displayOptions: { show: { ...show, mediaSource: ['mediaId'] } },
		},
		{
			displayName: 'Web Address',
			name: 'mediaUrl',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://example.com/timetable',
			description: 'Everybody must be able to open it without signing in',
			displayOptions: { show: { ...show, mediaSource: ['url'] } },
		},
		...(hasCaption ? [caption] : []),
		...(hasFileName ? [fileName] : []),
	];
}

async function readFile({ parameters, upload }: ContentRun, kind: MediaKind) {
	const source = parameters.choice('mediaSource', 'Source', SOURCES);
	if (source === 'url') return { file: { link: readWebAddress(parameters) } };
	if (source === 'mediaId') {
		const mediaId = readMediaId(parameters);
		return { file: { id: mediaId }, mediaId };
	}
	const { mediaId, fileName } = await upload(kind, parameters.text('dataFieldName'), DATA_FIELD);
	return { file: { id: mediaId }, mediaId, fileName };
}

/** Addresses that only the computer knows on which they are typed. */
const OWN_COMPUTER = /^(localhost|127(\.\d+){3}|\[::1\])$/;

function readWebAddress(parameters: ItemParameters): string {
	const typed = parameters.text('mediaUrl');
	if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) {
		throw new InputError("The value in 'Web Address' is not a web address", {
			howToFix: 'Enter the whole address of the file, beginning with https://',
		});
	}
	const { hostname, href } = new URL(typed);
	if (!OWN_COMPUTER.test(hostname)) return href;
	throw new InputError("WhatsApp can't reach the address in 'Web Address'", {
		howToFix:
			"It only exists on this computer. Read the file with the node 'HTTP Request', and choose 'Input Data Field' as 'Source'.",
	});
}

function readMediaId(parameters: ItemParameters): string {
	const mediaId = parameters.text('mediaId');
	if (/^[^\s/]+$/.test(mediaId) && !/^wamid\./.test(mediaId)) return mediaId;
	throw new InputError(
		mediaId === '' ? "'Media ID' is empty" : "The value in 'Media ID' is not the ID of a file",
		{
			howToFix:
				"Use the 'mediaId' that Send gave you when it uploaded the file. For an address choose 'Web Address' as 'Source'.",
		},
	);
}
