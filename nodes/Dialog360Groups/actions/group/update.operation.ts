import { withDoneBefore } from '../../api/failure';
import { setGroupPicture, updateGroup } from '../../api/groups';
import type { ChangeReceipt, PicturePartName } from '../../api/groups';
import { InputError } from '../../explainedError';
import { groupField } from '../fields/group';
import { optionsField } from '../fields/options';
import { forEachItem } from '../forEachItem';
import type { ItemParameters } from '../itemParameters';
import { toJson } from '../json';
import type { Operation } from '../operation';
import { descriptionField } from './descriptionField';
import { readPicture } from './picture';
import { checkDescription, checkSubject } from './texts';

const PART_NAMES: readonly PicturePartName[] = ['file', 'profile_picture_file'];

export const update: Operation = {
	value: 'update',
	name: 'Update',
	action: 'Update a group',
	description: 'Change the subject, the description or the picture of a group',
	properties: [
		groupField('The group to change'),
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				descriptionField,
				{
					displayName: 'Picture: Input Data Field Name',
					name: 'pictureFieldName',
					type: 'string',
					default: 'data',
					hint: 'The name of the input field containing the file data to be uploaded',
					description:
						'The new picture of the group: a square JPEG from 192 by 192 pixels, up to 5 MB',
				},
				{
					displayName: 'Subject',
					name: 'subject',
					type: 'string',
					default: '',
					placeholder: 'e.g. Order 4711',
					description: 'The new name of the group, up to 128 characters',
				},
			],
		},
		optionsField({
			displayName: 'Picture Part Name',
			name: 'picturePartName',
			type: 'options',
			default: 'file',
			description:
				'Only change this if WhatsApp does not take the picture. It is the name under which the file is sent.',
			options: [
				{ name: 'File', value: 'file' },
				{ name: 'Profile Picture File', value: 'profile_picture_file' },
			],
		}),
	],
	run: forEachItem(
		async ({ client, parameters, context }) => {
			const groupId = parameters.groupId();
			const texts = readTexts(parameters);
			const pictureFieldName = parameters.optionalText('updateFields.pictureFieldName');
			const picture =
				pictureFieldName === undefined
					? undefined
					: await readPicture(context, parameters.itemIndex, pictureFieldName);
			const changesTexts = Object.keys(texts).length > 0;
			if (!changesTexts && !picture) {
				throw new InputError("There is nothing to change: 'Update Fields' is empty", {
					howToFix: "Add 'Subject', 'Description' or the picture under 'Update Fields'.",
				});
			}
			const partName = readPartName(parameters);
			const receipts: ChangeReceipt[] = [];
			if (changesTexts) receipts.push(await updateGroup(client, groupId, texts));
			if (picture) {
				const [sent] = await Promise.allSettled([
					setGroupPicture(client, groupId, { bytes: picture, partName }),
				]);
				if (sent.status === 'rejected') throw withDoneBefore(sent.reason, changed(texts));
				receipts.push(sent.value);
			}
			return toJson({
				groupId,
				status: 'accepted',
				...texts,
				picture: picture ? true : undefined,
				requestIds: receipts.flatMap(({ requestId }) => requestId ?? []),
			});
		},
		{ inOrderOf: (parameters) => parameters.groupId() },
	),
};

function changed(texts: object): string {
	const names = Object.keys(texts);
	if (names.length === 0) return '';
	return `The ${names.join(' and the ')} ${names.length === 1 ? 'was' : 'were'} already accepted.`;
}

function readTexts(parameters: ItemParameters): { subject?: string; description?: string } {
	const subject = parameters.optionalText('updateFields.subject');
	const description = parameters.optionalText('updateFields.description');
	return {
		...(subject === undefined ? {} : { subject: checkSubject(subject) }),
		...(description === undefined ? {} : { description: checkDescription(description) }),
	};
}

function readPartName(parameters: ItemParameters): PicturePartName {
	const name = parameters.optionalText('options.picturePartName');
	if (name === undefined) return 'file';
	return parameters.choice('options.picturePartName', 'Picture Part Name', PART_NAMES);
}
