import { ExecuteContext } from 'n8n-core';
import { createRunExecutionData } from 'n8n-workflow';
import type { INode, INodeParameters, INodeType } from 'n8n-workflow';

import { Dialog360Api } from '../../credentials/Dialog360Api.credentials';
import { Dialog360Groups } from '../../nodes/Dialog360Groups/Dialog360Groups.node';
import { createAdditionalData, createWorkflow } from '../helpers/engine';
import { byId } from '../helpers/groupsNode';
import { useSandbox } from '../helpers/useSandbox';
import type { FaultRule } from '../sandbox';

const sandbox = useSandbox({ webhookRetryDelaysMs: [] });
const ANA = '491711234567';
const BEN = '447700900123';

/** What n8n makes of a node that is usable as a tool: it has no input, and its output goes to an agent. */
function asTool(): INodeType {
	const node = new Dialog360Groups();
	const description = { ...node.description, inputs: [], outputs: ['ai_tool' as const] };
	return Object.assign(node, { description });
}

const nodeOf = (name: string, more: Partial<INode>): INode => ({
	id: name,
	name,
	type: 'agent',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	...more,
});

/** An agent with our node for a tool, in n8n's own code; each call is one of the agent. */
async function toolOf(parameters: INodeParameters, { retryOnFail = true } = {}) {
	const agent = nodeOf('Agent', {});
	const tool = nodeOf('Tool', {
		type: 'tool',
		parameters,
		credentials: { dialog360Api: { id: '1', name: '360dialog' } },
		retryOnFail,
		waitBetweenTries: 1,
	});
	const node = asTool();
	const options = {
		workflow: {
			nodes: [agent, tool],
			connections: { Tool: { ai_tool: [[{ node: 'Agent', type: 'ai_tool' as const, index: 0 }]] } },
		},
		nodes: {
			tool: node,
			agent: {
				description: {
					...node.description,
					outputs: ['main' as const],
					inputs: ['main' as const, 'ai_tool' as const],
				},
			},
		},
		credentialTypes: { dialog360Api: new Dialog360Api() },
		credentials: {
			dialog360Api: { apiKey: sandbox().apiKey, baseUrl: sandbox().url },
		},
	};
	const input = [{ json: {} }];
	const context = new ExecuteContext(
		createWorkflow(options),
		agent,
		createAdditionalData(options),
		'manual',
		createRunExecutionData(),
		0,
		input,
		{ main: [input] },
		{ node: agent, data: { main: [input] }, source: null },
		[],
	);
	const tools: unknown = await context.getInputConnectionData('ai_tool', 0);
	const [made]: unknown[] = [tools].flat();
	if (!isTool(made)) throw new Error('n8n made no tool of the node');
	return async () => String(await made.invoke({}));
}

function isTool(value: unknown): value is { invoke: (parameters: object) => Promise<unknown> } {
	return typeof value === 'object' && value !== null && 'invoke' in value;
}

const hit = (effect: FaultRule['effect'], skip = 0) =>
	sandbox().faults.add({ method: 'POST', path: '^/messages$', skip, times: 1, effect });
const sentTo = () =>
	sandbox()
		.messages()
		.map(({ to }) => to);

const aText = { resource: 'message', operation: 'send', sendTo: 'person', phoneNumber: `+${ANA}` };

beforeEach(() => {
	for (const waId of [ANA, BEN]) sandbox().writeToBusiness({ waId }, 'Hello');
});

it('an agent can send a message', async () => {
	const call = await toolOf({ ...aText, messageType: 'text', text: 'Hi' });
	expect(JSON.parse(await call())).toMatchObject([{ phoneNumber: `+${ANA}`, status: 'accepted' }]);
});

it('what an agent does twice is done twice', async () => {
	const call = await toolOf({ ...aText, messageType: 'text', text: 'Hi' });
	await call();
	await call();
	expect(sentTo()).toEqual([ANA, ANA]);
});

describe('when n8n tries a call of an agent again', () => {
	it('a message that may have been sent is not sent again', async () => {
		const call = await toolOf({ ...aText, messageType: 'text', text: 'Hi' });
		hit({ kind: 'dropAfter' });
		await expect(call()).rejects.toThrow('this message may have been sent');
		expect(sentTo()).toEqual([ANA]);
	});

	it('nobody is invited twice because of another', async () => {
		const { id } = sandbox().addGroup({ subject: 'Bakers' });
		const call = await toolOf({
			resource: 'inviteLink',
			operation: 'send',
			groupId: byId(id),
			phoneNumbers: `+${ANA}, +${BEN}`,
			sendAs: 'text',
		});
		hit({ kind: 'answer', status: 400, body: { error: { message: 'No', code: 131026 } } }, 1);
		await call();
		expect(sentTo().sort()).toEqual([ANA, BEN].sort());
	});
});
