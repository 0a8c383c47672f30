import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

import { properties } from './actions/resources';
import { runOperation } from './actions/runOperation';
import { searchGroups } from './methods/listSearch';
import { getInviteTemplateFields, getTemplateFields } from './methods/resourceMapping';
import {
	searchInviteTemplates,
	searchLibraryTemplates,
	searchLinkVariables,
	searchTemplateNames,
	searchTemplates,
} from './methods/templateSearch';

export class Dialog360Groups implements INodeType {
	description: INodeTypeDescription = {
		displayName: '360dialog Groups',
		name: 'dialog360Groups',
		icon: { light: 'file:dialog360.svg', dark: 'file:dialog360.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description:
			'Manage WhatsApp groups, their invite links, join requests, participants and messages',
		defaults: { name: '360dialog Groups' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'dialog360Api', required: true }],
		properties,
	};

	methods = {
		listSearch: {
			searchGroups,
			searchInviteTemplates,
			searchLibraryTemplates,
			searchLinkVariables,
			searchTemplateNames,
			searchTemplates,
		},
		resourceMapping: { getInviteTemplateFields, getTemplateFields },
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
