import {
	Credentials,
	UnrecognizedCredentialTypeError,
	UnrecognizedNodeTypeError,
	type ExecutionLifecycleHooks,
} from 'n8n-core';
import {
	ICredentialsHelper,
	NodeHelpers,
	Workflow,
	type IAuthenticateGeneric,
	type ICredentialDataDecryptedObject,
	type ICredentialType,
	type IHttpRequestOptions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypes,
	type IWorkflowBase,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

export type Registry<T> = Record<string, T>;

export type EngineOptions = {
	workflow: Pick<IWorkflowBase, 'nodes' | 'connections'>;
	/** Node implementations by full type name, e.g. `n8n-nodes-360dialog-groups.dialog360Groups`. */
	nodes: Registry<INodeType>;
	credentialTypes?: Registry<ICredentialType>;
	credentials?: Registry<ICredentialDataDecryptedObject>;
	/** n8n's address, without a slash at its end. */
	n8nUrl?: string;
};

/** Feeds the given items into the workflow; stands in for any trigger. */
class ManualTrigger {
	description = {
		displayName: 'Manual Trigger',
		name: 'manualTrigger',
		group: ['trigger' as const],
		version: 1,
		description: 'Test trigger',
		defaults: { name: 'Manual Trigger' },
		inputs: [],
		outputs: ['main' as const],
		properties: [],
	};

	async execute(this: { getInputData: () => INodeExecutionData[] }) {
		return [this.getInputData()];
	}
}

class TestCredentialsHelper extends ICredentialsHelper {
	constructor(
		private readonly types: Registry<ICredentialType>,
		private readonly data: Registry<ICredentialDataDecryptedObject>,
	) {
		super();
	}

	/** Resolves `={{$credentials.x}}` templates of a generic `authenticate` block the way n8n does. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		const type = this.types[typeName];
		if (!type) throw new UnrecognizedCredentialTypeError(typeName);
		if (typeof type.authenticate === 'function')
			return await type.authenticate(credentials, options);

		const resolve = (template: string) =>
			template
				.replace(/^=/, '')
				.replace(/\{\{\s*\$credentials\??\.(\w+)\s*\}\}/g, (_, key: string) =>
					String(credentials[key]),
				);
		const fill = (source: object) =>
			Object.fromEntries(
				Object.entries(source).map(([key, value]) => [key, resolve(String(value))]),
			);
		const { headers = {}, qs = {} } = (type.authenticate as IAuthenticateGeneric).properties;

		return {
			...options,
			headers: { ...options.headers, ...fill(headers) },
			qs: { ...options.qs, ...fill(qs) },
		};
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	getParentTypes() {
		return [];
	}

	getOAuth2Options() {
		return undefined;
	}

	isCredentialUsableByNode() {
		return true;
	}

	async getDecrypted(_additionalData: unknown, _details: unknown, type: string) {
		return this.data[type] ?? {};
	}

	async getCredentials() {
		return new Credentials({ id: null, name: '' }, '', '');
	}

	getCredentialsProperties() {
		return [];
	}

	async updateCredentials() {}

	async updateCredentialsOauthTokenData() {}
}

export function createWorkflow({ workflow, nodes }: EngineOptions): Workflow {
	const registry: Registry<INodeType> = {
		'n8n-nodes-base.manualTrigger': new ManualTrigger() as unknown as INodeType,
		...nodes,
	};
	const find = (type: string) => {
		const node = registry[type];
		if (!node) throw new UnrecognizedNodeTypeError('test', type);
		return node;
	};
	const nodeTypes: INodeTypes = {
		getByName: find,
		getByNameAndVersion: (type, version) => NodeHelpers.getVersionedNodeType(find(type), version),
		getKnownTypes: () => ({}),
	};
	return new Workflow({ id: 'test', active: false, nodeTypes, ...workflow });
}

export function createAdditionalData(
	{ credentialTypes = {}, credentials = {}, n8nUrl = 'https://n8n.test' }: EngineOptions,
	overrides: Partial<IWorkflowExecuteAdditionalData> & { hooks?: ExecutionLifecycleHooks } = {},
): IWorkflowExecuteAdditionalData {
	// A plain object on purpose: an auto-mock answers every optional field with a truthy stub,
	// which switches on features (runner identity, tracing, AI mocking) no test asked for.
	return {
		executionId: '1',
		credentialsHelper: new TestCredentialsHelper(credentialTypes, credentials),
		webhookBaseUrl: `${n8nUrl}/webhook`,
		webhookTestBaseUrl: `${n8nUrl}/webhook-test`,
		webhookWaitingBaseUrl: `${n8nUrl}/webhook-waiting`,
		formWaitingBaseUrl: `${n8nUrl}/form-waiting`,
		restApiUrl: `${n8nUrl}/rest`,
		instanceBaseUrl: n8nUrl,
		variables: {},
		...overrides,
	} as unknown as IWorkflowExecuteAdditionalData;
}
