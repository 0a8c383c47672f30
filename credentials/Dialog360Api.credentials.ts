import type {
	IAuthenticateGeneric,
	Icon,
	ICredentialTestRequest,
	ICredentialType,
	INodeProperties,
} from 'n8n-workflow';

/** A 360dialog API key. There is one key for each phone number. */
export class Dialog360Api implements ICredentialType {
	name = 'dialog360Api';

	displayName = '360dialog API';

	icon: Icon = {
		light: 'file:../nodes/Dialog360Groups/dialog360.svg',
		dark: 'file:../nodes/Dialog360Groups/dialog360.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-360dialog-groups/n8n-nodes-360dialog-groups#credentials';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'From the 360dialog Hub: open your number and create an API key. A new key ends the older one.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://waba-v2.360dialog.io',
			placeholder: 'e.g. https://waba-v2.360dialog.io',
			description: 'Only change this to use a sandbox or a proxy',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				"Only for a trigger that you set up manually: a long random text of your own. Enter the same in the 360dialog Hub as the value of the webhook's header.",
		},
		{
			displayName: 'Signing Secret',
			name: 'signingSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'Only if 360dialog signs the events of your number: triggers then accept nothing without a valid signature',
		},
	];

	authenticate: IAuthenticateGeneric = {
		type: 'generic',
		properties: { headers: { 'D360-API-KEY': '={{ $credentials.apiKey }}' } },
	};

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/health_status',
			timeout: 15_000,
			disableFollowRedirect: true,
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'360dialog does not accept this API key. Copy it again from the 360dialog Hub; creating a new key ends the older one.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						"360dialog does not allow this call. Check 'Base URL', and the number in the 360dialog Hub.",
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: "There is no 360dialog API at this address. Check 'Base URL'.",
				},
			},
		],
	};
}
