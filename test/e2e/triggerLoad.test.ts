import { deliveryOf, type GroupChange, newJoinRequest } from './support/deliveries';
import { oddBodies } from './support/oddBodies';
import { openSession, type Session } from './support/session';
import { restartN8n } from './support/sharedN8n';
import {
	executionsOf,
	importTrigger,
	sendAs360dialog,
	triggerFile,
	type TriggerWorkflow,
} from './support/trigger';

const FILTERED = 10_000;
const ODD = 500;
const AT_ONCE = 20;

let session: Session;
let workflow: TriggerWorkflow;

beforeAll(async () => {
	// With its default engine, n8n takes 25 webhooks a second on two cores, whatever the trigger; that would be seven
	// minutes. What the trigger does is the same.
	await restartN8n({ how: 'stop', env: { N8N_EXPRESSION_ENGINE: 'legacy' } });
	session = await openSession('Trigger: load');
	const { client, credential } = session;
	workflow = await importTrigger(client, triggerFile('Load', {}, credential));
	await client.publish(workflow);
});

afterAll(async () => {
	await session?.client.unpublish(workflow.id);
	await session?.close();
	await restartN8n({ how: 'stop' });
});

/** Does something for each entry, a few at a time. @returns how often each result came */
async function tally<T>(entries: readonly T[], work: (entry: T) => Promise<string>) {
	const counts: Record<string, number> = {};
	const queue = entries.values();
	const worker = async () => {
		for (const entry of queue) {
			const result = await work(entry);
			counts[result] = (counts[result] ?? 0) + 1;
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
	return counts;
}

/** Everything sent before this has had its chance. @returns how many executions there were before */
async function executionsBeforeMark(): Promise<number> {
	const before = (await session.client.executions(workflow.id)).length;
	await sendAs360dialog(session.sandbox, deliveryOf(newJoinRequest()));
	const executions = await executionsOf(session.client, workflow.id, before + 1);
	return executions.length - 1;
}

const notWanted = (number: number): GroupChange => ({
	type: 'group_participants_remove',
	group_id: `G${number}`,
	timestamp: '1755548877',
	initiated_by: 'participant',
	removed_participants: [{ wa_id: '16505551234' }],
});

it(`answers ${FILTERED} events that nobody wants with 200 and starts nothing`, async () => {
	const bodies = Array.from({ length: FILTERED }, (_, number) => deliveryOf(notWanted(number)));

	const statuses = await tally(bodies, async (body) =>
		String(await sendAs360dialog(session.sandbox, body)),
	);

	expect(statuses).toEqual({ 200: FILTERED });
	expect(await executionsBeforeMark()).toBe(0);
}, 240_000);

it('never fails for, nor starts with, a body that makes no sense', async () => {
	const { sandbox } = session;
	const { url = '', headers = {} } = sandbox.webhookConfig() ?? {};
	const before = (await session.client.executions(workflow.id)).length;

	const answers = await tally(oddBodies(ODD), async (odd) => {
		const answer = await fetch(url, {
			method: 'POST',
			headers: { ...headers, ...odd.headers },
			body: odd.body,
		});
		await answer.arrayBuffer();
		return `${odd.what}: ${answer.status}`;
	});

	// 422 is n8n's own answer to what it can't parse by its content type.
	const others = Object.keys(answers).filter((answer) => !/: (200|422)$/.test(answer));
	expect(others).toEqual([]);
	expect(await executionsBeforeMark()).toBe(before);
});
