import type { IExecuteFunctions } from 'n8n-workflow';

import { InputError } from '../../explainedError';
import { MAX_PICTURE_BYTES, MIN_PICTURE_PIXELS, checkGroupPicture } from '../../picture';
import type { GroupPictureProblem } from '../../picture';
import { inputFile } from '../inputFile';

const FIELD = 'Picture: Input Data Field Name';

/**
 * @param fieldName name of the binary field of the input item
 * @returns the picture, which WhatsApp will accept as far as its bytes tell
 * @throws {InputError} when there is none, or WhatsApp would refuse it
 */
export async function readPicture(
	context: IExecuteFunctions,
	itemIndex: number,
	fieldName: string,
): Promise<Uint8Array<ArrayBuffer>> {
	const { read } = inputFile(context, itemIndex, fieldName, FIELD);
	const bytes = await read();
	const problem = checkGroupPicture(bytes);
	if (problem) throw pictureError(problem);
	return bytes;
}

function pictureError(problem: GroupPictureProblem): InputError {
	const howToFix = `WhatsApp takes square JPEG pictures from ${MIN_PICTURE_PIXELS} by ${MIN_PICTURE_PIXELS} pixels, up to ${MAX_PICTURE_BYTES / 1024 / 1024} MB (${MAX_PICTURE_BYTES / 1024} kB). Use the node 'Edit Image' to convert, crop or resize it.`;
	return new InputError(whatIsWrong(problem), { howToFix });
}

function whatIsWrong(problem: GroupPictureProblem): string {
	switch (problem.problem) {
		case 'empty':
			return 'The picture is an empty file';
		case 'notJpeg':
			return problem.found === undefined
				? 'The picture is not a JPEG'
				: `The picture is not a JPEG but a ${problem.found}`;
		case 'truncated':
			return 'The picture is cut off: the end of the JPEG is missing';
		case 'corrupt':
			return 'The picture is a damaged JPEG';
		case 'tooLarge':
			return `The picture is too large: ${Math.ceil(problem.size / 1024)} kB`;
		case 'notSquare':
			return `The picture is not square: ${problem.width} by ${problem.height} pixels`;
		case 'tooSmall':
			return `The picture is too small: ${problem.width} by ${problem.height} pixels`;
	}
}
