import type { AxiosInstance } from 'axios';
import { checkRecorded } from '../../contract/answers';
import { clientOf } from '../../contract/client';
import { startSandbox } from '../../sandbox';
import type { Group, Person, Sandbox, SandboxOptions } from '../../sandbox/types';

/** A sandbox for one test file, and a client with its key. Filled in before the first test. */
export interface Used {
	sandbox: Sandbox;
	client: AxiosInstance;
}

/** Starts a sandbox for a test file; after every test holds it against the contract and resets it. */
export function useSandbox(options: SandboxOptions = {}): Used {
	const used: Partial<Used> = {};
	beforeAll(async () => {
		used.sandbox = await startSandbox({ creationDelayMs: 0, ...options });
		used.client = clientOf(used.sandbox);
	});
	afterEach(() => {
		try {
			checkRecorded(need(used.sandbox));
		} finally {
			used.sandbox?.reset();
		}
	});
	afterAll(async () => {
		await used.sandbox?.close();
	});
	return {
		get sandbox() {
			return need(used.sandbox);
		},
		get client() {
			return need(used.client);
		},
	};
}

/** Out: the value. Throws if there is none. */
export function need<T>(value: T | undefined): T {
	if (value === undefined) throw new Error('Something that should be there is missing');
	return value;
}

/** So many people, who have nothing but a number. */
export function people(count: number): Person[] {
	return Array.from({ length: count }, (_, index) => ({ waId: String(12025550100 + index) }));
}

export const ada: Person = { waId: '12025550111' };
export const ben: Person = { waId: '447700900123' };

/** Someone with a username, whose phone number may be hidden. */
export const dmitri: Person = {
	waId: '447700900456',
	username: '@dmitri.wolf',
	userId: 'GB.13491208655302741918',
};

/** Someone who has not accepted the terms of WhatsApp. */
export const emma: Person = { waId: '12025550178', acceptedTerms: false };

export function waIds(group: Group | undefined): string[] {
	return need(group).members.map((member) => member.waId);
}

/** Out: the code inside Meta's envelope of an error. */
export function codeOf(response: { data: unknown }): unknown {
	const error: unknown = Reflect.get(Object(response.data), 'error');
	return Reflect.get(Object(error), 'code');
}

/** Out: the one element of `groups[]` in a webhook's body. */
export function groupIn(payload: unknown): Record<string, unknown> {
	let place: unknown = payload;
	for (const step of ['entry', '0', 'changes', '0', 'value', 'groups', '0']) {
		place = Reflect.get(Object(place), step);
	}
	return { ...Object(place) };
}
