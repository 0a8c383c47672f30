import { isObject, type JsonObject } from '../../n8n/json';
import type { GroupSpec, Person } from '../../sandbox/types';
import type { Task } from './task';

const MOST_IN_A_GROUP = 8;
const GROUPS_WRITTEN_TO = 50;
/** The most that the API lists in one answer. */
const LARGEST_PAGE = 1024;

/** @returns a person with a number of their own */
export function person(number: number): Person {
	return { waId: String(12_025_550_000 + number) };
}

const GROUP_OF_ITEM = { __rl: true, mode: 'id', value: '={{ $json.groupId }}' };

const inEnglish = (count: number) => count.toLocaleString('en-US');

/** @returns groups in which all have asked to join, as many in each as may get in */
export function waitingGroups(requests: number): GroupSpec[] {
	return Array.from({ length: Math.ceil(requests / MOST_IN_A_GROUP) }, (_, group) => {
		const first = group * MOST_IN_A_GROUP;
		const length = Math.min(MOST_IN_A_GROUP, requests - first);
		return {
			subject: `Group ${group}`,
			pending: Array.from({ length }, (_value, index) => person(first + index)),
		};
	});
}

/** Parameters that approve the join request that each item names. */
export const APPROVE: JsonObject = {
	resource: 'joinRequest',
	operation: 'approve',
	groupId: GROUP_OF_ITEM,
	selectBy: 'requestId',
	joinRequestIds: '={{ $json.joinRequestId }}',
};

/** Parameters that list every group. */
export const LIST_GROUPS: JsonObject = { resource: 'group', operation: 'getAll', returnAll: true };

const approvals: Task = {
	id: 'approvals',
	title: (size) =>
		`${inEnglish(size)} approvals in ${inEnglish(Math.ceil(size / MOST_IN_A_GROUP))} groups`,
	size: { full: 1_000, quick: 80 },
	isLimited: true,
	isPerItem: true,
	prepare(sandbox, size) {
		const groups = sandbox.seedGroups(waitingGroups(size));
		const input = groups.flatMap(({ id: groupId, pending }) =>
			pending.map(({ id }) => ({ groupId, joinRequestId: id })),
		);
		const left = () => sandbox.groups().reduce((total, { pending }) => total + pending.length, 0);
		return { input, outcome: () => ({ lost: left() }) };
	},
	ours: APPROVE,
	request: {
		method: 'POST',
		path: '/groups/{{ $json.groupId }}/join_requests',
		body: "{{ ({ messaging_product: 'whatsapp', join_requests: [$json.joinRequestId] }) }}",
	},
};

const gets: Task = {
	id: 'gets',
	title: (size) => `${inEnglish(size)} invite links`,
	size: { full: 1_000, quick: 80 },
	isLimited: true,
	isPerItem: true,
	prepare(sandbox, size) {
		const groups = sandbox.seedGroups(size);
		const wanted = new Set(groups.map(({ inviteLink }) => inviteLink));
		return {
			input: groups.map(({ id: groupId }) => ({ groupId })),
			outcome(output) {
				const got = output.flatMap(({ inviteLink, invite_link }) => [inviteLink, invite_link]);
				return { lost: [...wanted].filter((link) => !got.includes(link)).length };
			},
		};
	},
	ours: { resource: 'inviteLink', operation: 'get', groupId: GROUP_OF_ITEM },
	request: { method: 'GET', path: '/groups/{{ $json.groupId }}/invite_link' },
};

/** The IDs of the groups in an answer of the API. */
function idsIn({ data }: JsonObject): unknown[] {
	const groups: unknown = isObject(data) ? data.groups : [];
	return Array.isArray(groups)
		? groups.map((group: unknown) => (isObject(group) ? group.id : undefined))
		: [];
}

const groups: Task = {
	id: 'groups',
	title: (size) => `${inEnglish(size)} groups listed`,
	size: { full: 10_000, quick: 2_100 },
	isLimited: false,
	isPerItem: false,
	prepare(sandbox, size) {
		const wanted = new Set<unknown>(sandbox.seedGroups(size).map(({ id }) => id));
		return {
			input: [{}],
			outcome(output) {
				const got = output.flatMap((json) => [json.groupId, ...idsIn(json)]);
				return { lost: wanted.size - new Set(got.filter((id) => wanted.has(id))).size };
			},
		};
	},
	ours: LIST_GROUPS,
	request: {
		method: 'GET',
		path: '/groups',
		more: {
			sendQuery: true,
			queryParameters: { parameters: [{ name: 'limit', value: LARGEST_PAGE }] },
			options: {
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: {
							parameters: [
								{
									type: 'qs',
									name: 'after',
									value: '={{ $response.body?.paging?.cursors?.after }}',
								},
							],
						},
						paginationCompleteWhen: 'other',
						completeExpression: '={{ !$response.body.paging?.next }}',
					},
				},
			},
		},
	},
};

/** @returns whether numbers only go up */
function isInOrder(numbers: readonly number[]): boolean {
	return numbers.every((number, index) => index === 0 || number > (numbers[index - 1] ?? 0));
}

const messages: Task = {
	id: 'messages',
	title: (size) => `${inEnglish(size)} messages to ${GROUPS_WRITTEN_TO} groups`,
	size: { full: 500, quick: 100 },
	isLimited: true,
	isPerItem: true,
	prepare(sandbox, size) {
		const chats = sandbox.seedGroups(
			Array.from({ length: GROUPS_WRITTEN_TO }, (_, group) => ({
				subject: `Group ${group}`,
				members: [person(group)],
			})),
		);
		for (const [index, { id }] of chats.entries()) {
			sandbox.writeMessage(id, person(index).waId, 'Hello');
		}
		const input = Array.from({ length: size }, (_, index) => ({
			groupId: chats[index % GROUPS_WRITTEN_TO]?.id,
			text: `Message ${index}`,
		}));
		return {
			input,
			outcome() {
				const sent = sandbox.messages();
				const numbersTo = (id: string) =>
					sent
						.filter(({ to }) => to === id)
						.map(({ text = '' }) => Number(text.replace('Message ', '')));
				return {
					lost: size - new Set(sent.map(({ text }) => text)).size,
					disordered: chats.filter(({ id }) => !isInOrder(numbersTo(id))).length,
				};
			},
		};
	},
	ours: {
		resource: 'message',
		operation: 'send',
		sendTo: 'group',
		groupId: GROUP_OF_ITEM,
		messageType: 'text',
		text: '={{ $json.text }}',
	},
	request: {
		method: 'POST',
		path: '/messages',
		body: "{{ ({ messaging_product: 'whatsapp', recipient_type: 'group', to: $json.groupId, type: 'text', text: { body: $json.text } }) }}",
	},
};

export const TASKS: readonly Task[] = [approvals, gets, groups, messages];
