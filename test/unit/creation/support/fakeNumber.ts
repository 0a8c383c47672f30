import { ApiError } from '../../../../nodes/Dialog360Groups/api/failure';
import { asText } from '../../../../nodes/Dialog360Groups/api/wire';
import type { WireObject } from '../../../../nodes/Dialog360Groups/api/wire';
import type { ApiAnswer, ApiCall } from '../../../../nodes/Dialog360Groups/api/client';
import { fakeClient, ok, refusal } from '../../api/support/fakeClient';
import type { FakeClient } from '../../api/support/fakeClient';

/** What the API does with a wish for a group. */
export interface CreationPlan {
	/** When the group is there, in milliseconds after the wish; never if there is no such time. */
	appearsAfterMs?: number;
	/** What the answer names. */
	answer?: 'request_id' | 'id of the request' | 'id of the group' | 'group_id';
	/** The answer does not arrive. */
	isLost?: boolean;
}

interface FakeGroup {
	id: string;
	subject?: string;
	description?: string;
	join_approval_mode?: string;
	/** Milliseconds since 1970. */
	appearsAt: number;
}

export interface FakeNumber {
	client: FakeClient;
	/** A group that somebody else creates. */
	add(group: Omit<FakeGroup, 'id' | 'appearsAt'> & { id?: string; afterMs?: number }): string;
	remove(id: string): void;
	descriptionOf(id: string | undefined): string | undefined;
	/** The ID of the group that each wish led to, by the ID of its request. */
	readonly groupOfRequest: ReadonlyMap<string, string>;
}

interface NumberOptions {
	/** What happens to each wish, in order; the last one also to those that follow. */
	plans?: readonly CreationPlan[];
	/** How long each call takes. */
	latencyMs?: (index: number) => number;
	signal?: AbortSignal;
	/** Does something at a call, before it is answered. */
	onCall?: (call: ApiCall) => void;
}

let numbers = 0;

/** A number of a business: groups can be asked for, come later, and are listed once they are there. */
export function fakeNumber(options: NumberOptions = {}): FakeNumber {
	const { plans = [{ appearsAfterMs: 1_000 }], latencyMs = () => 0, signal, onCall } = options;
	const name = `n${numbers++}`;
	const groups: FakeGroup[] = [];
	const groupOfRequest = new Map<string, string>();

	function createGroup({ subject, description, join_approval_mode: mode }: WireObject): ApiAnswer {
		const index = groupOfRequest.size;
		const plan = plans[Math.min(index, plans.length - 1)] ?? {};
		const requestId = `${name}-request-${index}`;
		const id = `${name}-group-${index}`;
		groupOfRequest.set(requestId, id);
		if (plan.appearsAfterMs !== undefined) {
			groups.push({
				id,
				subject: asText(subject),
				description: asText(description),
				join_approval_mode: asText(mode),
				appearsAt: Date.now() + plan.appearsAfterMs,
			});
		}
		if (plan.isLost) throw new ApiError({ kind: 'interrupted', httpStatus: 502, isWrite: true });
		switch (plan.answer ?? 'request_id') {
			case 'request_id':
				return ok({ request_id: requestId });
			case 'id of the request':
				return ok({ id: requestId });
			case 'id of the group':
				return ok({ id });
			case 'group_id':
				return ok({ request_id: requestId, group_id: id });
		}
	}

	const isThere = ({ appearsAt }: FakeGroup) => appearsAt <= Date.now();

	function answer({ method, path, json = {} }: ApiCall): ApiAnswer {
		const [, id] = path;
		if (method === 'POST' && id === undefined) return createGroup(json);
		if (id === undefined) {
			const rows = groups.filter(isThere).map(({ id: groupId, subject, appearsAt }) => ({
				id: groupId,
				subject,
				created_at: String(Math.floor(appearsAt / 1_000)),
			}));
			return ok({ data: { groups: rows } });
		}
		const group = groups.find((known) => known.id === id && isThere(known));
		if (!group) throw refusal({ code: 131041 });
		if (method === 'POST') {
			group.description = asText(json.description);
			return ok({ success: true });
		}
		const { subject, description, join_approval_mode } = group;
		return ok({
			id,
			subject,
			...(description === undefined ? {} : { description }),
			join_approval_mode,
		});
	}

	const client = fakeClient(async (call, index) => {
		onCall?.(call);
		const result = await Promise.allSettled([Promise.resolve(call).then(answer)]);
		const ms = latencyMs(index);
		if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
		if (result[0].status === 'rejected') throw result[0].reason;
		return result[0].value;
	}, signal);

	return {
		client,
		groupOfRequest,
		add({ afterMs = 0, ...group }) {
			const id = group.id ?? `${name}-foreign-${groups.length}`;
			groups.push({
				join_approval_mode: 'auto_approve',
				...group,
				id,
				appearsAt: Date.now() + afterMs,
			});
			return id;
		},
		descriptionOf: (id) => groups.find((group) => group.id === id)?.description,
		remove(id) {
			const index = groups.findIndex((group) => group.id === id);
			if (index >= 0) groups.splice(index, 1);
		},
	};
}
