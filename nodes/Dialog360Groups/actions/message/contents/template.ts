import { templateField, variablesField } from '../../template/fields';
import { fillTemplate } from '../../template/fillTemplate';
import { findApproved } from '../../template/findTemplate';
import { templateMessage } from '../../template/templateMessage';
import type { MessageContent } from './content';

const displayOptions = { show: { messageType: ['template'] } };
const label = 'Template Variables';

export const template: MessageContent = {
	value: 'template',
	name: 'Template',
	description: 'A text that WhatsApp has approved; the only kind that can be sent at any time',
	properties: [
		{
			...templateField({
				description: 'The approved template that the message is made from',
				searchListMethod: 'searchTemplates',
			}),
			displayOptions,
		},
		{
			...variablesField({
				displayName: label,
				name: 'templateVariables',
				description:
					'What the template leaves open. The file of a header is named by its web address, its media ID, or the input data field of the item that has it. The data of a reply can be left out.',
				resourceMapperMethod: 'getTemplateFields',
				dependsOn: ['template.value'],
			}),
			displayOptions,
		},
	],
	async read({ client, parameters, upload }) {
		const picked = await findApproved(client, parameters.picked('template'));
		const components = await fillTemplate(picked, {
			label,
			fields: parameters.mapped('templateVariables', label),
			upload: async (kind, fieldName) => await upload(kind, fieldName, label),
		});
		return templateMessage(picked, components);
	},
};
