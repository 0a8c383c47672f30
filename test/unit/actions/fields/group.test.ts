import { groupField, readGroupId } from '../../../../nodes/Dialog360Groups/actions/fields/group';
import { InputError } from '../../../../nodes/Dialog360Groups/explainedError';

describe('the ID of a group', () => {
	it.each([
		'Y2FwaV9ncm91cDoxNzA1NTU1MDEzOToxMjAzNjM0MDQ2OTQyMzM4MjAZD',
		'Y2FwaV9ncm91cDoxOTUwNTU1MDA3OToxMjAzNjMzOTQzMjAdOTY0MTUZD',
		'HBgLMTY1MDM4Nzk0MzkVAgASGBI=',
		'abc/def+gh==',
		'a',
	])('%j is taken as it is', (id) => {
		expect(readGroupId(id)).toBe(id);
		expect(readGroupId(` ${id}\n`)).toBe(id);
	});

	it.each<[string, unknown]>([
		['', ''],
		['blanks', '  \n'],
		['null', null],
		['absent', undefined],
		['an object', { value: 'g' }],
		['a list', ['g']],
		['true', true],
	])('is missing: %s', (_, value) => {
		expect(() => readGroupId(value)).toThrow(new InputError("'Group' is empty", { howToFix: '' }));
	});

	it.each([
		['https://chat.whatsapp.com/GroupLink123', /an invite link/],
		['http://chat.whatsapp.com/GroupLink123', /an invite link/],
		['chat.whatsapp.com/GroupLink123', /an invite link/],
		['CHAT.WhatsApp.com/GroupLink123', /an invite link/],
		['120363404694233820@g.us', /unofficial/],
		['491711234567-1600000000@g.us', /unofficial/],
		['+49 171 1234567', /a phone number/],
		['(0171) 123-45.67', /a phone number/],
		['Order 4711', /spaces/],
		['two\nlines', /spaces/],
	])('%j is turned down: %s', (value, kind) => {
		expect(() => readGroupId(value)).toThrow(InputError);
		expect(() => readGroupId(value)).toThrow(kind);
		expect(() => readGroupId(value)).toThrow(/'Group'/);
	});

	it.each(['.', '..'])('%j is turned down, which would be another address', (value) => {
		expect(() => readGroupId(value)).toThrow(InputError);
	});

	it('is picked from a list that can be searched, or typed', () => {
		const field = groupField('Why');
		expect(field).toMatchObject({
			name: 'groupId',
			type: 'resourceLocator',
			required: true,
			description: 'Why',
		});
		expect(field.modes?.map(({ name }) => name)).toEqual(['list', 'id']);
		expect(field.modes?.[0]?.typeOptions).toEqual({
			searchListMethod: 'searchGroups',
			searchable: true,
		});
	});
});
