import type { LocalSandbox } from '../localSandbox';
import type { GroupRecord } from '../state/groupRecord';
import { checkPerson } from '../state/person';
import type { Person } from '../types';
import type { Actions } from './action';
import {
	needObject,
	needString,
	NotThere,
	optionalBoolean,
	optionalNumber,
	optionalString,
	queryNumber,
	readGroupSpec,
	readPerson,
	WrongInput,
} from './input';
import { inventedPeople } from './people';

/** The row of a group in the page's list. */
function summary(group: GroupRecord): Record<string, unknown> {
	const { id, subject, suspended, joinApprovalMode, members, pending } = group;
	return {
		id,
		subject,
		suspended,
		joinApprovalMode,
		memberCount: members.size,
		pendingCount: pending.size,
	};
}

/** Makes groups and plays people. */
export function worldActions(sandbox: LocalSandbox): Actions {
	const { world } = sandbox;
	let people = inventedPeople();
	const remember = (person: Person) => {
		people = [...people.filter((one) => one.waId !== person.waId), person];
		sandbox.changes.notify();
	};
	return {
		'GET /info': () => ({ url: sandbox.url, apiKey: sandbox.apiKey }),
		'GET /people': () => people,
		'POST /people': ({ body }) => {
			const person = readPerson(body);
			checkPerson(person);
			remember(person);
			return person;
		},
		'DELETE /people/:waId': ({ param }) => {
			people = people.filter((person) => person.waId !== param('waId'));
			sandbox.changes.notify();
		},
		'GET /groups': ({ query }) => {
			const wanted = (optionalString(query, 'search') ?? '').toLowerCase();
			const found = world.store
				.all()
				.filter((group) => group.subject.toLowerCase().includes(wanted));
			const offset = queryNumber(query, 'offset', 0);
			const page = found.slice(offset, offset + queryNumber(query, 'limit', 100));
			const groups = page.map((group) => (query.full === '1' ? group.view() : summary(group)));
			return { total: found.length, groups, creating: [...world.creations.values()] };
		},
		'POST /groups': ({ body }) => sandbox.addGroup(readGroupSpec(body)),
		'POST /groups/seed': ({ body }) => {
			const source = needObject(body);
			const { groups } = source;
			const count = optionalNumber(source, 'count');
			const specs = Array.isArray(groups) ? groups.map(readGroupSpec) : count;
			if (specs === undefined) throw new WrongInput('Give a "count" or a list of "groups"');
			return { ids: sandbox.seedGroups(specs).map((group) => group.id) };
		},
		'GET /groups/:groupId': ({ param }) => {
			const group = sandbox.group(param('groupId'));
			if (group === undefined) throw new NotThere('There is no such group');
			return group;
		},
		'POST /groups/:groupId/ask-to-join': ({ param, body }) =>
			sandbox.askToJoin(param('groupId'), readPerson(body)),
		'POST /groups/:groupId/withdraw': ({ param, body }) =>
			sandbox.withdraw(param('groupId'), needString(needObject(body), 'waId')),
		'POST /groups/:groupId/leave': ({ param, body }) =>
			sandbox.leave(param('groupId'), needString(needObject(body), 'waId')),
		'POST /groups/:groupId/suspend': ({ param, body }) =>
			sandbox.suspend(param('groupId'), optionalBoolean(needObject(body), 'suspended') ?? true),
		'POST /links/open': ({ body }) => {
			const source = needObject(body);
			return sandbox.openLink(needString(source, 'link'), readPerson(source.person));
		},
		'POST /reset': () => {
			people = inventedPeople();
			sandbox.reset();
		},
		'POST /expire-cursors': () => sandbox.expireCursors(),
		'POST /settled': () => sandbox.settled(),
	};
}
