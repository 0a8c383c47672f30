import { contents } from '../../../../nodes/Dialog360Groups/actions/message/contents';
import { send } from '../../../../nodes/Dialog360Groups/actions/message/send.operation';

describe.each(contents.map((content) => [content.name, content] as const))(
	'%s',
	(_name, content) => {
		it('shows its fields for its own type only', () => {
			expect(content.properties).not.toEqual([]);
			for (const { displayOptions } of content.properties) {
				expect(displayOptions?.show?.messageType).toEqual([content.value]);
			}
		});
	},
);

it('every type is offered once, in the order of the names', () => {
	const values = contents.map(({ value }) => value);
	const names = contents.map(({ name }) => name);
	expect(new Set(values).size).toBe(values.length);
	expect(names).toEqual([...names].sort());
	const field = send.properties.find(({ name }) => name === 'messageType');
	expect(values).toContain(field?.default);
	expect(field?.options).toEqual(
		contents.map(({ value, name, description }) => ({ value, name, description })),
	);
});

it('no type insists on a field, since an expression may choose another type', () => {
	const ofTypes = send.properties.filter(({ displayOptions }) => displayOptions?.show?.messageType);
	expect(ofTypes.length).toBeGreaterThan(15);
	expect(ofTypes.filter(({ required }) => required)).toEqual([]);
});
