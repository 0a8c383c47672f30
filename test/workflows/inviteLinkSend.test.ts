import type { INodeExecutionData } from 'n8n-workflow';

import { byId, itemsOf, messageOf, runNode, type NodeRun } from '../helpers/groupsNode';
import { useSandbox } from '../helpers/useSandbox';
import type { FaultRule, Group, TemplateComponent } from '../sandbox';

const sandbox = useSandbox({ webhookRetryDelaysMs: [] });

const ANA = '491711234567';
const BEN = '447700900123';
const CLO = '14155550132';
const ALL = `+${ANA}, +${BEN}, +${CLO}`;

let group: Group;

beforeEach(() => {
	group = sandbox().addGroup({ subject: 'Bakers' });
});

const run = async (parameters: NodeRun['parameters'], more: Partial<NodeRun> = {}) =>
	await runNode({
		api: sandbox(),
		parameters: {
			resource: 'inviteLink',
			operation: 'send',
			groupId: byId(group.id),
			phoneNumbers: ALL,
			...parameters,
		},
		...more,
	});

const LINK = 'https://chat.whatsapp.com/Ek3tDYs2cwK1wkjrqc0eZa';
const invite = (
	text = 'You asked to join. Here is the link: {{1}}. See you!',
	examples = [LINK],
) => {
	const body: TemplateComponent = { type: 'BODY', text, example: { body_text: [examples] } };
	return sandbox().addTemplate({ name: 'invite', components: [body] });
};
const byTemplate = { template: byId('invite|en_US') };
const byText = { sendAs: 'text', text: 'Hi! Join us: {link} Bye' };
const onward = { onError: 'continueRegularOutput' } as const;

const writesTo = (...waIds: string[]) =>
	waIds.forEach((waId) => sandbox().writeToBusiness({ waId }, 'Hello'));
const sent = () => sandbox().messages();
const sentTo = (waId: string) => sent().find(({ to }) => to === waId);
const posts = () => sandbox().requests.count({ method: 'POST', path: '/messages' });
const whoOf = ({ json }: INodeExecutionData) => json.phoneNumber ?? messageOf({ json });

/** Hits the message to the nth person. */
const hit = (nth: number, effect: FaultRule['effect'], times = 1) =>
	sandbox().faults.add({ method: 'POST', path: '^/messages$', skip: nth - 1, times, effect });

describe('as a template', () => {
	it('sends everybody the link, and gives an item for each person', async () => {
		invite();
		const { items, error } = await run(byTemplate);
		expect(error).toBeUndefined();
		expect(items).toEqual(
			[ANA, BEN, CLO].map((waId) => ({
				json: {
					groupId: group.id,
					phoneNumber: `+${waId}`,
					waId,
					messageId: sentTo(waId)?.id,
					sentAs: 'template',
					template: 'invite',
					language: 'en_US',
					status: 'accepted',
				},
				pairedItem: { item: 0 },
			})),
		);
		expect([ANA, BEN, CLO].map(sentTo)).toMatchObject(
			[ANA, BEN, CLO].map((to) => ({
				recipientType: 'individual',
				to,
				type: 'template',
				text: `You asked to join. Here is the link: ${group.inviteLink}. See you!`,
				content: {
					components: [{ type: 'body', parameters: [{ type: 'group_id', group_id: group.id }] }],
				},
			})),
		);
	});

	it.each([
		['the one with a link for an example', {}, 'Hi Ana, join: LINK'],
		['the one that was picked', { linkVariable: byId('1') }, 'Hi LINK, join: Ana'],
		['the one that was picked by its ID', { linkVariable: byId('body_2') }, 'Hi Ana, join: LINK'],
	])('puts the link into %s', async (_, linkVariable, text) => {
		invite('Hi {{1}}, join: {{2}} today', ['Jim', LINK]);
		const values = { body_1: 'Ana', body_2: 'Ana' };
		const { error } = await run({
			...byTemplate,
			...linkVariable,
			furtherVariables: `={{ (${JSON.stringify(values)}) }}`,
		});
		expect(error).toBeUndefined();
		expect(sent()[0]?.text).toBe(`${text.replace('LINK', group.inviteLink)} today`);
	});

	it('puts it into the first of the body where no example tells', async () => {
		invite('Join: {{1}}, {{2}}!', ['a', 'b']);
		await run({ ...byTemplate, furtherVariables: '={{ ({ body_2: "Ana" }) }}' });
		expect(sent()[0]?.text).toBe(`Join: ${group.inviteLink}, Ana!`);
	});

	it('reads the list of templates once for many items', async () => {
		invite();
		const input = itemsOf(
			Array.from({ length: 30 }, (_, n) => ({ phone: `+49171${1_000_000 + n}` })),
		);
		const { items } = await run({ ...byTemplate, phoneNumbers: '={{ $json.phone }}' }, { input });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
		expect(items.map(({ json }) => json.phoneNumber)).toEqual(input.map(({ json }) => json.phone));
		expect(sandbox().requests.count({ method: 'GET' })).toBe(1);
	});

	it.each([
		['pending', 'has not approved'],
		['rejected', 'has rejected'],
	] as const)('says once and before any message that it is %s', async (status, message) => {
		sandbox().addTemplate({ name: 'invite', status });
		const { items } = await run(byTemplate, onward);
		expect(items.map(messageOf)).toEqual([expect.stringContaining(message)]);
		expect(posts()).toBe(0);
	});

	it.each<[string, string, NodeRun['parameters'], string]>([
		['no variable at all', 'Hello!', {}, 'no variable for the invite link'],
		['another variable', 'Join {{1}} now', { linkVariable: byId('7') }, "no variable '7'"],
		['a second variable', 'Join {{1}}, {{2}}!', {}, "'Body 2: …{{1}}, {{2}}!'"],
	])('says before any message that it has %s', async (_, text, parameters, message) => {
		invite(text);
		const { error } = await run({ ...byTemplate, ...parameters });
		expect(error?.message).toContain(message);
		expect(posts()).toBe(0);
	});
});

describe('as a text', () => {
	it('may be what an expression or an agent says', async () => {
		writesTo(ANA, BEN, CLO);
		const { error } = await run(
			{ ...byText, sendAs: '={{ $json.as }}' },
			{ input: itemsOf([{ as: 'text' }]) },
		);
		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(3);
	});

	it.each([
		['Hi! Join us: {link} Bye', 'Hi! Join us: LINK Bye'],
		['Join us', 'Join us\nLINK'],
		['{ Link } and {link}', 'LINK and LINK'],
	])('%j becomes %j', async (text, expected) => {
		writesTo(ANA);
		const { items, error } = await run({ sendAs: 'text', text, phoneNumbers: ANA });
		expect(error).toBeUndefined();
		expect(sent()[0]).toMatchObject({
			text: expected.replaceAll('LINK', group.inviteLink),
			content: { preview_url: true },
		});
		expect(items[0]?.json).toMatchObject({ sentAs: 'text', inviteLink: group.inviteLink });
	});

	it('reads the link once for a group, however many items and people', async () => {
		writesTo(ANA, BEN, CLO);
		await run(byText, { input: itemsOf([{}, {}, {}]) });
		expect(sent()).toHaveLength(9);
		expect(sandbox().requests.count({ method: 'GET' })).toBe(1);
	});

	it('reaches those who wrote, and says so of the others', async () => {
		writesTo(ANA, CLO);
		const { items } = await run(byText, onward);
		expect(items.map(whoOf)).toEqual([`+${ANA}`, expect.stringContaining(`+${BEN}: `), `+${CLO}`]);
		expect(items[1]?.json.error).toMatchObject({ code: 131047, howToFix: expect.any(String) });
	});

	it.each([
		['={{ "" }}', "'Text' is empty"],
		['x'.repeat(4097), '4097 characters'],
		['x'.repeat(4090), 'characters'],
	])('is checked before any message', async (text, message) => {
		const { error } = await run({ sendAs: 'text', text });
		expect(error?.message).toContain(message);
		expect(posts()).toBe(0);
	});

	it('says once that the group is not there', async () => {
		const { items } = await run({ ...byText, groupId: byId('no-such-group') }, onward);
		expect(items.map(messageOf)).toEqual([expect.stringContaining('does not exist')]);
	});
});

describe('the people', () => {
	beforeEach(() => void invite());

	it.each([
		['two spellings', '+49 171 1234567, 0049 (0)171-1234567', undefined],
		['Brazil with and without the ninth digit', '+55 65 99999 8888; +55 65 9999-8888', undefined],
		['a default country', '0171 1234567\n+491711234567', 'DE'],
	])('are each written to once: %s', async (_, phoneNumbers, defaultCountry) => {
		const options = defaultCountry === undefined ? {} : { options: { defaultCountry } };
		const { items, error } = await run({ ...byTemplate, phoneNumbers, ...options });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(sent()).toHaveLength(1);
	});

	it('may be a list of an expression', async () => {
		const phoneNumbers = '={{ $json.people }}';
		const input = itemsOf([{ people: ['+49 171 1234567', 14155550132] }]);
		await run({ ...byTemplate, phoneNumbers }, { input });
		expect(new Set(sent().map(({ to }) => to))).toEqual(new Set([ANA, CLO]));
	});

	it.each([
		['0171 1234567', 'has no country code'],
		['hello', 'is not a phone number'],
		['+49 171 1234567 +44 7700 900123', "can't be read|too long|not a phone number"],
	])('of whom %j is no number are named, and the others are written to', async (bad, why) => {
		const { items } = await run(
			{ ...byTemplate, phoneNumbers: `+${ANA}, ${bad}, +${BEN}` },
			onward,
		);
		expect(items.map(whoOf)).toEqual([`+${ANA}`, expect.stringContaining(`'${bad}'`), `+${BEN}`]);
		expect(messageOf(items[1] ?? { json: {} })).toMatch(new RegExp(why));
	});

	it('are asked for when there are none', async () => {
		const { error } = await run({ ...byTemplate, phoneNumbers: '={{ " , " }}' });
		expect(error?.message).toBe("'Phone Numbers' is empty");
		expect(sandbox().requests.count()).toBe(0);
	});
});

describe('nobody suffers for another', () => {
	beforeEach(() => void invite());

	it('a person who is not on WhatsApp', async () => {
		hit(2, {
			kind: 'answer',
			status: 400,
			body: { error: { message: '(#131026) Message undeliverable', code: 131026 } },
		});
		const { items } = await run(byTemplate, onward);
		expect(items).toHaveLength(3);
		const [bad, ...others] = items.filter((item) => messageOf(item) !== undefined);
		expect(others).toEqual([]);
		expect(bad?.json.error).toMatchObject({
			code: 131026,
			message: expect.stringMatching(/^\+\d+: /),
		});
		expect(sent()).toHaveLength(2);
	});

	it('a lost connection: that invitation may have been sent, and is not sent again', async () => {
		hit(2, { kind: 'dropAfter' });
		const { items } = await run(byTemplate, onward);
		const [lost] = items.filter((item) => messageOf(item) !== undefined);
		expect(lost?.json.error).toMatchObject({
			message: expect.stringMatching(
				/^\+\d+: The answer was lost, so this invitation may have been sent$/,
			),
			retryable: false,
		});
		expect(new Set(sent().map(({ to }) => to))).toEqual(new Set([ANA, BEN, CLO]));
		expect(posts()).toBe(3);
	});

	it.each([['stopWorkflow'], ['continueRegularOutput'], ['continueErrorOutput']] as const)(
		'with Retry On Fail and %s nobody gets two',
		async (onError) => {
			hit(2, { kind: 'dropAfter' });
			hit(1, { kind: 'answer', status: 400, body: { error: { message: 'No', code: 131026 } } });
			const { error } = await run(byTemplate, { onError, retryOnFail: true });
			const count = new Map<string, number>();
			for (const { to } of sent()) count.set(to, (count.get(to) ?? 0) + 1);
			expect([...count.values()].every((times) => times === 1)).toBe(true);
			if (onError === 'stopWorkflow') {
				// Whom it certainly did not reach is tried again.
				expect(count.size).toBe(3);
				expect(error?.message).toContain('this invitation may have been sent');
			}
		},
	);

	it('a rate limit is waited for', async () => {
		const body = { error: { message: 'Too many messages', code: 131056 } };
		hit(1, { kind: 'answer', status: 400, body, headers: { 'retry-after': '0' } }, 4);
		const { items, error } = await run(byTemplate);
		expect(error).toBeUndefined();
		expect(items.map(whoOf)).toEqual([`+${ANA}`, `+${BEN}`, `+${CLO}`]);
		expect(sent()).toHaveLength(3);
		expect(posts()).toBe(7);
	});

	it('a hidden limit of messages is waited for', async () => {
		sandbox().conditions.messageRateLimitPerSecond = 2;
		const { error } = await run(byTemplate);
		expect(error).toBeUndefined();
		expect(sent()).toHaveLength(3);
	});

	it('stopping at the first says how many went well', async () => {
		hit(1, { kind: 'answer', status: 400, body: { error: { message: 'No', code: 131026 } } });
		const { error } = await run(byTemplate);
		expect(error?.description).toContain('2 of 3 went well');
	});

	it('another item with another group', async () => {
		const other = sandbox().addGroup({ subject: 'Cooks' });
		const { items } = await run(
			{ ...byTemplate, groupId: byId('={{ $json.group }}') },
			{ ...onward, input: itemsOf([{ group: group.id }, { group: '' }, { group: other.id }]) },
		);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0, 1, 2, 2, 2].map((item) => ({ item })),
		);
		expect(sent()).toHaveLength(6);
	});
});
