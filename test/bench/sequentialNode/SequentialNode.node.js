/**
 * The measure for this package's node: a node as most community packages write it. It sends one request
 * for each item, the next one when the one before has been answered.
 */
class SequentialNode {
	description = {
		displayName: 'Sequential Node',
		name: 'sequentialNode',
		group: ['output'],
		version: 1,
		description: 'Sends one request for each item, one after the other',
		defaults: { name: 'Sequential Node' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'httpHeaderAuth', required: true }],
		properties: [
			{ displayName: 'Method', name: 'method', type: 'string', default: 'GET' },
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{ displayName: 'Body', name: 'body', type: 'string', default: '' },
		],
	};

	async execute() {
		const returned = [];
		for (let item = 0; item < this.getInputData().length; item++) {
			try {
				const body = this.getNodeParameter('body', item);
				const answer = await this.helpers.httpRequestWithAuthentication.call(
					this,
					'httpHeaderAuth',
					{
						method: this.getNodeParameter('method', item),
						url: this.getNodeParameter('url', item),
						...(body !== '' && { body }),
						json: true,
					},
				);
				returned.push({ json: answer, pairedItem: { item } });
			} catch (error) {
				if (!this.continueOnFail()) throw error;
				returned.push({ json: { error: error.message }, pairedItem: { item } });
			}
		}
		return [returned];
	}
}

module.exports = { SequentialNode };
