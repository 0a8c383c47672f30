import { inventedPeople } from '../sandbox/control/people';
import type { Group, GroupSpec, Person, Sandbox, TemplateSpec } from '../sandbox/types';
import type { StoredWorkflow } from './answers';
import { N8nClient, type Owner } from './client';
import {
	CREDENTIAL_TYPE,
	exampleNames,
	fillIn,
	formAddress,
	hasTrigger,
	readExample,
	TRIGGER_TYPE,
} from './examples';
import { asArray, asObject, asString, isObject } from './json';
import type { CredentialReference } from './workflowFile';

/** Signs in to an n8n that only this machine can reach. */
export const DEMO_OWNER: Owner = {
	email: 'demo@example.com',
	password: 'Demo-2-try',
	firstName: 'Demo',
	lastName: 'Owner',
};

const CREDENTIAL_NAME = '360dialog (sandbox)';

/** The group of the example "approve or reject on request", which would spoil the form's group. */
export const GUARDED_GROUP = 'Night Bakers';

/**
 * The world that the demo starts with. The first group fits the example "approve joins from a form": of
 * the three customers on its list, Ada (order A-1001) and Ben (A-1002) have asked to join and Carla
 * (A-1003) has not, which is left to whoever plays her on the sandbox's page. Dmitri has asked, too,
 * without an order. Nobody has asked to join the last one yet, where a workflow answers at once.
 *
 * Workflows that are kept from an earlier start know the groups by their IDs, which come from the order
 * here: new groups go to the end.
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
	{ subject: GUARDED_GROUP, description: 'Whoever asks is approved or rejected at once' },
];

const INVITATION = 'group_invite_en';
const WELCOME = 'group_welcome_en';

/** What nodes of the examples send, where WhatsApp takes no text. */
const TEMPLATES = {
	'Invite them': INVITATION,
	'Send the invitation': INVITATION,
	'Welcome with a template': WELCOME,
};

/** Approved from the start. The variable of the invitation is the place of the group's link. */
const DEMO_TEMPLATES: readonly TemplateSpec[] = [
	{
		name: INVITATION,
		libraryTemplateName: 'group_invite_upon_request_1',
		components: [
			{
				type: 'BODY',
				text: 'You asked to join our group. Open this link to join: {{1}}\nThe link works for you only.',
				example: { body_text: [['https://chat.whatsapp.com/Ek3tDYs2cwK1wkjrqc0eZa']] },
			},
		],
	},
	{
		name: WELCOME,
		components: [{ type: 'BODY', text: 'Welcome to our group! Write here whenever you like.' }],
	},
];

/**
 * Makes the world that the demo starts with: `DEMO_GROUPS`, approved templates, and a group in which somebody has
 * just written, so that it can be sent texts.
 *
 * @param sandbox in which nothing has happened yet
 */
export function seedDemo(sandbox: Sandbox): void {
	const groups = sandbox.seedGroups(DEMO_GROUPS);
	for (const template of DEMO_TEMPLATES) sandbox.addTemplate(template);
	for (const { id, members } of groups) {
		const [member] = members;
		if (member) sandbox.writeMessage(id, member.waId, 'See you on Saturday!');
	}
}

/** The group of each example with a group to choose, if it is not the first. */
const GROUP_OF: Record<string, string> = { 'approve-or-reject-on-request.json': GUARDED_GROUP };

function people(...names: string[]): Person[] {
	return inventedPeople().filter(({ name }) => name !== undefined && names.includes(name));
}

/** What was set up, and what could not be. */
export interface Demo {
	/** Forms of the examples, published. */
	forms: string[];
	/** Workflows that could not be published, and why. */
	problems: string[];
}

/**
 * Sets up an n8n for the sandbox: owner, credential, examples. What is there already stays as the user
 * left it; only the credential follows the sandbox's address, and the triggers are registered again.
 *
 * @param sandbox with what `seedDemo` makes
 */
export async function setUpDemo(
	n8nUrl: string,
	sandbox: Sandbox,
	owner: Owner = DEMO_OWNER,
): Promise<Demo> {
	const client = new DemoClient(n8nUrl);
	await client.signInAsOwner(owner);
	const credential = await setUpCredential(client, sandbox);
	const existing = await client.workflows();
	const problems = await client.registerAgain(credential);
	const forms: string[] = [];
	for (const fileName of exampleNames()) {
		const group = groupFor(fileName, sandbox.groups());
		const example = fillIn(readExample(fileName), { credential, group, templates: TEMPLATES });
		const form = formAddress(example, n8nUrl);
		if (form !== undefined) forms.push(form);
		if (existing.some(({ name }) => name === example.name)) continue;
		const workflow = await client.importWorkflow(example);
		if (form !== undefined || hasTrigger(example)) {
			problems.push(...(await problemsOf(workflow, () => client.publish(workflow))));
		}
	}
	return { forms, problems };
}

function groupFor(fileName: string, groups: Group[]) {
	const wanted = GROUP_OF[fileName];
	const group = groups.find(({ subject }) => wanted === undefined || subject === wanted);
	if (!group) throw new Error(`The sandbox has no group for ${fileName}`);
	return { id: group.id, subject: group.subject };
}

/** A client that can register triggers again. */
class DemoClient extends N8nClient {
	/**
	 * Publishes again whatever is published and starts with the package's trigger. The sandbox forgets
	 * its webhook when it stops, which 360dialog doesn't, and n8n registers none at its start.
	 *
	 * @param credential of the triggers; other ones don't belong to the sandbox and are left alone
	 * @returns why some could not be published
	 */
	async registerAgain(credential: CredentialReference): Promise<string[]> {
		const problems: string[] = [];
		for (const workflow of await this.workflows()) {
			const { id, active } = workflow;
			const versionId = active && (await this.publishedVersion(workflow, credential));
			if (!versionId) continue;
			const found = await problemsOf(workflow, async () => {
				await this.unpublish(id);
				await this.publish({ id, versionId });
			});
			problems.push(...found);
		}
		return problems;
	}

	/** @returns the version that is published, not the draft, if it starts with the trigger and this credential */
	private async publishedVersion(
		{ id }: StoredWorkflow,
		credential: CredentialReference,
	): Promise<string | undefined> {
		const workflow = asObject(await this.request('GET', `/rest/workflows/${id}`), 'a workflow');
		const { versionId, nodes } = asObject(workflow.activeVersion, 'a published version');
		const isWanted = asArray(nodes, "a version's nodes").some(
			(node) => isObject(node) && node.type === TRIGGER_TYPE && uses(node.credentials, credential),
		);
		return isWanted ? asString(versionId, "a version's ID") : undefined;
	}
}

/** @returns why a workflow could not be published, or nothing */
async function problemsOf(
	{ name }: StoredWorkflow,
	publish: () => Promise<void>,
): Promise<string[]> {
	try {
		await publish();
		return [];
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		return [`"${name}" could not be published. ${reason}`];
	}
}

function uses(credentials: unknown, { id }: CredentialReference): boolean {
	const used = isObject(credentials) ? credentials[CREDENTIAL_TYPE] : undefined;
	return isObject(used) && used.id === id;
}

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
