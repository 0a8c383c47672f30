import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { Dialog360Groups } from '../../nodes/Dialog360Groups/Dialog360Groups.node';
import { Dialog360GroupsTrigger } from '../../nodes/Dialog360Groups/Dialog360GroupsTrigger.node';

const root = resolve(__dirname, '../..');
const eslint = resolve(root, 'node_modules/eslint/bin/eslint.js');
const { description } = new Dialog360Groups();

interface Finding {
	ruleId: string;
	message: string;
	line: number;
}

/**
 * The linter only sees literals, and the panel of this node is put together from one file for each operation. So the
 * finished description is written out as one literal and linted as if it stood in the node's file.
 */
function lintFinished(properties: INodeProperties[]): Finding[] {
	const source = `
		import type { INodeProperties } from 'n8n-workflow';
		export const properties: INodeProperties[] = ${JSON.stringify(properties, withoutCountries, '\t')};
	`.replace(/^(\t*)"(\w+)":/gm, '$1$2:');
	const file = 'nodes/Dialog360Groups/FinishedDescription.ts';
	const { stdout } = spawnSync(
		process.execPath,
		[eslint, '--stdin', '--stdin-filename', file, '--format', 'json'],
		{ cwd: root, input: source, encoding: 'utf8' },
	);
	const [result]: Array<{ messages: Finding[] }> = JSON.parse(stdout);
	if (!result) throw new Error('ESLint said nothing');
	return result.messages;
}

/** The names of countries are as they are, whatever the rules say about capitals. */
function withoutCountries(_key: string, value: unknown): unknown {
	const isCountries =
		typeof value === 'object' &&
		value !== null &&
		'name' in value &&
		value.name === 'defaultCountry';
	return isCountries ? { ...value, options: [{ name: '(None)', value: '' }] } : value;
}

describe('the finished panel', () => {
	it.each([
		['the node', description.properties],
		['the trigger', new Dialog360GroupsTrigger().description.properties],
	])(
		"of %s passes n8n's rules for labels, descriptions, defaults and order",
		(_node, properties) => {
			const messages = lintFinished(properties);
			expect(messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)).toEqual(
				[],
			);
		},
	);

	it('is really looked at: a panel with slips does not pass', () => {
		const [resource, ...others] = description.properties;
		const spoilt = [
			{ ...resource, displayName: 'resource id' },
			...others.map((property) =>
				property.type === 'boolean' ? { ...property, description: 'Yes or no.' } : property,
			),
		].flatMap((property) => (property.name ? [{ ...property, name: property.name }] : []));
		const source = spoilt.filter((property): property is INodeProperties => 'type' in property);
		const rules = lintFinished(source).map(({ ruleId }) => ruleId);
		expect(rules).toContain('n8n-nodes-base/node-param-display-name-miscased-id');
		expect(rules).toContain('n8n-nodes-base/node-param-description-boolean-without-whether');
	});

	it('keeps what was typed when the operation is switched: the same name is the same kind of field', () => {
		const kinds = new Map<string, Set<string>>();
		for (const { name, type } of description.properties) {
			kinds.set(name, (kinds.get(name) ?? new Set()).add(type));
		}
		const mixed = [...kinds].filter(([, types]) => types.size > 1);
		expect(mixed).toEqual([]);
	});

	it('shows every field for at least one operation that exists', () => {
		const operations = new Map(
			description.properties
				.filter(({ name }) => name === 'operation')
				.map(({ displayOptions, options = [] }) => [
					displayOptions?.show?.resource?.[0],
					options.flatMap((option) => ('value' in option ? [option.value] : [])),
				]),
		);
		for (const { name, displayOptions } of description.properties) {
			if (name === 'resource' || name === 'operation') continue;
			const [resource] = displayOptions?.show?.resource ?? [];
			const [operation] = displayOptions?.show?.operation ?? [];
			expect(operations.get(resource)).toContain(operation);
		}
	});
});
