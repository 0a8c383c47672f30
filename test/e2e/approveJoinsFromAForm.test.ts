import { fillIn, formAddress, readExample } from '../n8n/examples';
import type { Group } from '../sandbox/types';
import { fillInForm } from './support/form';
import { openSession, type Session } from './support/session';

const ADA = { waId: '12025550111', name: 'Ada, order A-1001' };
const BEN = { waId: '447700900123', name: 'Ben, order A-1002' };
const STRANGER = { waId: '447700900456', name: 'Dmitri, no order' };

let session: Session;
let group: Group;
let workflowId: string;
let form: string;

beforeAll(async () => {
	session = await openSession('Approve joins from a form');
	const { client, credential, sandbox } = session;
	group = sandbox.addGroup({ subject: 'Customers', pending: [ADA, BEN, STRANGER] });
	const workflow = fillIn(readExample('approve-joins-from-a-form.json'), { credential, group });
	const imported = await client.importWorkflow(workflow);
	await client.publish(imported);
	workflowId = imported.id;
	form = String(formAddress(workflow, client.url));
});

afterAll(async () => {
	await session.client.unpublish(workflowId);
	await session.close();
});

async function submit(phoneNumber: string, orderNumber: string) {
	session.sandbox.requests.clear();
	return await fillInForm(form, { 'Phone number': phoneNumber, 'Order number': orderNumber });
}

const memberNumbers = () => session.sandbox.group(group.id)?.members.map(({ waId }) => waId);

const approvalCalls = () =>
	session.sandbox.requests.count({ method: 'POST', path: /join_requests$/ });

it('lets in whoever is on the list and has asked to join', async () => {
	const page = await submit('001 (202) 555-0111', 'A-1001');

	expect(page).toEqual({ title: "You're in", message: expect.stringContaining('Welcome') });
	expect(memberNumbers()).toEqual([ADA.waId]);
});

it('takes order numbers in small letters, and phone numbers without country', async () => {
	const page = await submit('07700 900 123', ' a-1002 ');

	expect(page.title).toBe("You're in");
	expect(memberNumbers()).toEqual([ADA.waId, BEN.waId]);
});

it.each([
	['an order that does not exist', '+44 7700 900456', 'A-9999'],
	['an order of somebody else', '+44 7700 900456', 'A-1001'],
	['a word that means something to JavaScript', '+44 7700 900456', 'constructor'],
])('tells whoever comes with %s, and approves nothing', async (_case, phone, order) => {
	const before = memberNumbers();

	const page = await submit(phone, order);

	expect(page).toEqual({
		title: 'Not on the list',
		message: expect.stringContaining('could not find an order'),
	});
	expect(memberNumbers()).toEqual(before);
	expect(approvalCalls()).toBe(0);
});

it('explains what to do to whoever is on the list but never asked to join', async () => {
	const before = memberNumbers();

	const page = await submit('+1 202 555 0142', 'A-1003');

	expect(page.title).toBe('Not yet');
	expect(page.message).toContain('Open the invite link');
	expect(page.message).toContain('Are you in the group already?');
	expect(memberNumbers()).toEqual(before);
	expect(approvalCalls()).toBe(0);
});

it('does not blame the visitor for what is wrong on our side', async () => {
	session.sandbox.faults.add({
		times: 1,
		effect: { kind: 'answer', status: 401, body: { error: 'x' } },
	});

	const page = await submit('+1 202 555 0142', 'A-1003');

	expect(page.message).toContain('something went wrong on our side');
	expect(page.message).not.toMatch(/key|invite link/);
});

it('ends every run without an error', async () => {
	const { status } = await session.client.lastExecution(workflowId);

	expect(status).toBe('success');
});
