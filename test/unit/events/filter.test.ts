import type { GroupEvent } from '../../../nodes/Dialog360Groups/events/event';
import { GROUP_EVENTS } from '../../../nodes/Dialog360Groups/events/event';
import { isWanted } from '../../../nodes/Dialog360Groups/events/filter';
import type { EventFilter } from '../../../nodes/Dialog360Groups/events/filter';

const event = (parts: Partial<GroupEvent>): GroupEvent => ({
	event: 'group.created',
	eventKey: 'key',
	...parts,
});
const filter = (parts: Partial<EventFilter> = {}): EventFilter => ({
	events: ['*'],
	ignoreOwnChanges: false,
	...parts,
});

describe('events', () => {
	it.each(GROUP_EVENTS)('%s is wanted by its name', (name) => {
		expect(isWanted(event({ event: name }), filter({ events: ['group.x', name] }))).toBe(true);
		expect(isWanted(event({ event: name }), filter({ events: [name, '*'] }))).toBe(true);
	});

	it.each(GROUP_EVENTS)('%s is not wanted under other names', (name) => {
		const others = GROUP_EVENTS.filter((other) => other !== name);

		expect(isWanted(event({ event: name }), filter({ events: others }))).toBe(false);
		expect(isWanted(event({ event: name }), filter({ events: [] }))).toBe(false);
	});

	it('are all but `other` with `*`', () => {
		const wanted = GROUP_EVENTS.filter((name) => isWanted(event({ event: name }), filter()));

		expect(wanted).toEqual(GROUP_EVENTS.filter((name) => name !== 'other'));
	});
});

describe('groups', () => {
	const groupIds = new Set(['A', 'B']);

	it.each<[string, Partial<GroupEvent>, boolean]>([
		['of the group', { groupId: 'A' }, true],
		['of another chosen group', { groupId: 'B' }, true],
		['of a group that was not chosen', { groupId: 'C' }, false],
		['unknown, of a chosen group', { event: 'unknown', groupId: 'A' }, true],
		['unknown, of another group', { event: 'unknown', groupId: 'C' }, false],
		['unknown, and it does not say of which group', { event: 'unknown' }, true],
		['a creation that failed without a group', { event: 'group.createFailed' }, false],
		['not about groups', { event: 'other' }, false],
	])('%s', (_, parts, expected) => {
		const events = ['*', 'other'];

		expect(isWanted(event(parts), filter({ events, groupIds }))).toBe(expected);
		expect(isWanted(event(parts), filter({ events }))).toBe(true);
	});

	it('none chosen leaves only what is unknown', () => {
		const none = filter({ groupIds: new Set() });

		expect(isWanted(event({ groupId: 'A' }), none)).toBe(false);
		expect(isWanted(event({ event: 'unknown' }), none)).toBe(true);
	});
});

describe('types of messages', () => {
	const messageTypes = new Set(['text', 'image']);

	it.each<[string, Partial<GroupEvent>, boolean]>([
		['a chosen type', { event: 'message.received', message: { type: 'image' } }, true],
		['another type', { event: 'message.received', message: { type: 'audio' } }, false],
		['no message in it', { event: 'message.received' }, false],
		['a status', { event: 'message.read' }, true],
		['something else', { event: 'participant.joined' }, true],
		['unknown', { event: 'unknown', message: { type: 'audio' } }, true],
	])('%s', (_, parts, expected) => {
		expect(isWanted(event(parts), filter({ messageTypes }))).toBe(expected);
		expect(isWanted(event(parts), filter())).toBe(true);
	});
});

describe('own changes', () => {
	it.each<[string, Partial<GroupEvent>, boolean]>([
		['of the business', { initiatedBy: 'business' }, false],
		['of a participant', { initiatedBy: 'participant' }, true],
		['of nobody in particular', {}, true],
	])('%s', (_, parts, expected) => {
		expect(isWanted(event(parts), filter({ ignoreOwnChanges: true }))).toBe(expected);
		expect(isWanted(event(parts), filter())).toBe(true);
	});
});

it('all filters together let through what passes each of them', () => {
	const all = filter({
		events: ['message.received'],
		groupIds: new Set(['A']),
		messageTypes: new Set(['text']),
		ignoreOwnChanges: true,
	});
	const good = event({
		event: 'message.received',
		groupId: 'A',
		message: { type: 'text' },
		initiatedBy: 'participant',
	});

	expect(isWanted(good, all)).toBe(true);
	expect(isWanted({ ...good, event: 'message.read' }, all)).toBe(false);
	expect(isWanted({ ...good, groupId: 'B' }, all)).toBe(false);
	expect(isWanted({ ...good, message: { type: 'image' } }, all)).toBe(false);
	expect(isWanted({ ...good, initiatedBy: 'business' }, all)).toBe(false);
});
