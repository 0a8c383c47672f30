import { inventedPeople } from '../sandbox/control/people';
import type { Group, GroupSpec, Person, Sandbox } from '../sandbox/types';
import { N8nClient, type Owner } from './client';
import { CREDENTIAL_TYPE, exampleNames, fillIn, formAddress, readExample } from './examples';

/** Signs in to an n8n that only this machine can reach. */
export const DEMO_OWNER: Owner = {
	email: 'demo@example.com',
	password: 'Demo-2-try',
	firstName: 'Demo',
	lastName: 'Owner',
};

const CREDENTIAL_NAME = '360dialog (sandbox)';

/**
 * The world that the demo starts with. It fits the example "approve joins from a form": of the three
 * customers on its list, Ada (order A-1001) and Ben (A-1002) have asked to join and Carla (A-1003) has
 * not, which is left to whoever plays her on the sandbox's page. Dmitri has asked, too, without an order.
 */
export const DEMO_GROUPS: readonly GroupSpec[] = [
	{
		subject: 'Sourdough Club',
		description: 'Baking together, every Saturday',
		pending: people('Ada Brooks', 'Ben Okafor', 'Dmitri Wolf'),
	},
	{
		subject: 'Market Day Helpers',
		joinApprovalMode: 'auto_approve',
		members: people('Emma Lind'),
	},
];

function people(...names: string[]): Person[] {
	return inventedPeople().filter(({ name }) => name !== undefined && names.includes(name));
}

/** Where to look at what was set up. */
export interface Demo {
	/** Forms of the examples, published. */
	forms: string[];
}

/**
 * Sets up an n8n for the sandbox: owner, credential, examples. What is there already stays as the user
 * left it; only the credential follows the sandbox's address.
 */
export async function setUpDemo(n8nUrl: string, sandbox: Sandbox): Promise<Demo> {
	const client = new N8nClient(n8nUrl);
	await client.signInAsOwner(DEMO_OWNER);
	const [group] = sandbox.groups();
	if (!group) throw new Error('The sandbox has no group');
	const credential = await setUpCredential(client, sandbox);
	const existing = await client.workflows();
	const forms: string[] = [];
	for (const fileName of exampleNames()) {
		const example = fillIn(readExample(fileName), { credential, group: pick(group) });
		const form = formAddress(example, n8nUrl);
		if (form !== undefined) forms.push(form);
		if (existing.some(({ name }) => name === example.name)) continue;
		const workflow = await client.importWorkflow(example);
		if (form !== undefined) await client.publish(workflow);
	}
	return { forms };
}

const pick = ({ id, subject }: Group) => ({ id, subject });

async function setUpCredential(client: N8nClient, sandbox: Sandbox) {
	const credential = {
		name: CREDENTIAL_NAME,
		type: CREDENTIAL_TYPE,
		data: { apiKey: sandbox.apiKey, baseUrl: sandbox.url },
	};
	const existing = await client.findCredential(CREDENTIAL_TYPE, CREDENTIAL_NAME);
	if (!existing) return await client.createCredential(credential);
	await client.updateCredential(existing.id, credential);
	return existing;
}
