import { chooseParts } from './wanted';

const idsOf = (only?: string[]) => {
	const { tasks, others } = chooseParts({ only });
	return [...tasks.map(({ id }) => id), ...others];
};

it.each([
	[undefined, ['approvals', 'gets', 'groups', 'messages', 'stop', 'memory', 'start']],
	[['GETS'], ['gets']],
	[
		['STOP', 'MESSAGES'],
		['messages', 'stop'],
	],
])('for %j it measures %j', (only, expected) => {
	expect(idsOf(only)).toEqual(expected);
});

it('refuses what does not exist, and says what does', () => {
	expect(() => idsOf(['GETS', 'PUTS'])).toThrow(/PUTS.*approvals, gets/);
});

it('has three rounds unless others are wanted', () => {
	expect(chooseParts({}).rounds).toBe(3);
	expect(chooseParts({ rounds: 7 }).rounds).toBe(7);
});
