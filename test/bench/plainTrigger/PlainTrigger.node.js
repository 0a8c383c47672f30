/**
 * The measure for this package's trigger: a webhook trigger as most community packages write it. It looks
 * at nothing, and every request starts the workflow with the request's body as the one item.
 */
class PlainTrigger {
	description = {
		displayName: 'Plain Trigger',
		name: 'plainTrigger',
		group: ['trigger'],
		version: 1,
		description: 'Starts the workflow with the body of every request',
		defaults: { name: 'Plain Trigger' },
		inputs: [],
		outputs: ['main'],
		webhooks: [
			{
				name: 'default',
				httpMethod: 'POST',
				responseMode: 'onReceived',
				responseData: 'noData',
				path: 'webhook',
			},
		],
		properties: [],
	};

	webhookMethods = {
		default: {
			async checkExists() {
				return true;
			},
			async create() {
				return true;
			},
			async delete() {
				return true;
			},
		},
	};

	async webhook() {
		return { workflowData: [[{ json: this.getBodyData() }]] };
	}
}

module.exports = { PlainTrigger };
