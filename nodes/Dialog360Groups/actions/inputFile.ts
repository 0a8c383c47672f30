import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../explainedError';

/** A file of an input item. */
export interface InputFile {
	binary: IBinaryData;
	read: () => Promise<Uint8Array<ArrayBuffer>>;
}

/**
 * @param fieldName name of the binary field of the input item
 * @param label name of the field in the panel in which the person typed `fieldName`
 * @throws {InputError} when there is no such file; it names those that there are
 */
export function inputFile(
	context: IExecuteFunctions,
	itemIndex: number,
	fieldName: string,
	label: string,
): InputFile {
	const files = context.getInputData()[itemIndex]?.binary ?? {};
	const binary = Object.hasOwn(files, fieldName) ? files[fieldName] : undefined;
	if (!binary) throw noFile(fieldName, label, Object.keys(files));
	const read = async () =>
		new Uint8Array(await context.helpers.getBinaryDataBuffer(itemIndex, fieldName));
	return { binary, read };
}

function noFile(fieldName: string, label: string, available: string[]): InputError {
	return new InputError(
		fieldName === '' ? `'${label}' is empty` : `This item has no file in '${fieldName}'`,
		{
			howToFix:
				available.length === 0
					? `It has no file at all. Put a node before this one that reads the file, and enter its field name in '${label}'.`
					: `Its files are in: ${available.join(', ')}. Enter one of them in '${label}'.`,
		},
	);
}
