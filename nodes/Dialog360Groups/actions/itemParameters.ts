import type { IExecuteFunctions } from 'n8n-workflow';

import { asBoolean, asInteger, asObject, asObjects, asText, isWireObject } from '../api/wire';
import type { WireObject } from '../api/wire';
import { InputError } from '../explainedError';
import { readGroupId } from './fields/group';

/**
 * The parameters of one item, as their types promise. An expression can put anything into a field, so every value
 * is checked here. Names may be paths into a collection, e.g. `options.timeLimit`.
 */
export interface ItemParameters {
	readonly itemIndex: number;
	/** The chosen group's ID. @throws {InputError} when there is none, or something that can't be one */
	groupId(): string;
	/** What was picked in a field with a list: its value, trimmed; empty when nothing was. */
	picked(name: string): string;
	/** What the fields of a mapper were filled with. @throws {InputError} when an expression gives no object */
	mapped(name: string, label: string): MappedFields;
	/** Trimmed; empty when the field is. Numbers become text. */
	text(name: string): string;
	/** As {@link ItemParameters.text}, but `undefined` when the field was not added. */
	optionalText(name: string): string | undefined;
	/** The entries of a list, or the parts of a text that `split` finds; without empty ones. */
	texts(name: string, split: (text: string) => string[]): string[];
	/** @throws {InputError} when it is neither true nor false */
	flag(name: string, fallback: boolean): boolean;
	/** @throws {InputError} when it is not a whole number from `least` to `most` */
	count(name: string, range: CountRange): number;
	/** @throws {InputError} when it is none of the choices */
	choice<Value extends string>(name: string, label: string, choices: readonly Value[]): Value;
	/** As {@link ItemParameters.choice} for each entry of a list. */
	choices<Value extends string>(name: string, label: string, choices: readonly Value[]): Value[];
}

export interface MappedFields {
	/** By the ID of the field. */
	values: WireObject;
	/** The IDs of the fields that the panel showed; `undefined` when the values come from an expression. */
	shown?: readonly string[];
}

export interface CountRange {
	/** The name of the field as the panel shows it. */
	label: string;
	least: number;
	most: number;
	fallback: number;
}

export function itemParameters(context: IExecuteFunctions, itemIndex: number): ItemParameters {
	const read = (name: string): unknown => context.getNodeParameter(name, itemIndex, null);

	function oneOf<Value extends string>(
		value: unknown,
		label: string,
		choices: readonly Value[],
	): Value {
		const choice = choices.find((known) => known === value);
		if (choice !== undefined) return choice;
		throw new InputError(`'${label}' has a value that does not exist`, {
			howToFix: `Use one of these: ${choices.join(', ')}.`,
		});
	}

	return {
		itemIndex,
		groupId: () =>
			readGroupId(context.getNodeParameter('groupId', itemIndex, '', { extractValue: true })),
		picked(name) {
			const value: unknown = context.getNodeParameter(name, itemIndex, '', { extractValue: true });
			return (asText(value) ?? '').trim();
		},
		mapped: (name, label) => readMapped(read(name), label),
		text: (name) => (asText(read(name)) ?? '').trim(),
		optionalText(name) {
			const value = read(name);
			return value === null ? undefined : (asText(value) ?? '').trim();
		},
		texts(name, split) {
			const value = read(name);
			const parts = Array.isArray(value)
				? value.map((entry: unknown) => asText(entry) ?? '')
				: split(asText(value) ?? '');
			return parts.map((part) => part.trim()).filter((part) => part !== '');
		},
		flag(name, fallback) {
			const value = read(name);
			if (value === null || value === '') return fallback;
			const flag = asBoolean(value);
			if (flag !== undefined) return flag;
			throw new InputError(`'${name}' is neither true nor false`, {
				howToFix: 'Switch it on or off, or let the expression give true or false.',
			});
		},
		count(name, { label, least, most, fallback }) {
			const value = read(name);
			const count = value === null || value === '' ? fallback : asInteger(value);
			if (count !== undefined && count >= least && count <= most) return count;
			throw new InputError(`'${label}' is not a whole number that can be used here`, {
				howToFix: `Enter a whole number from ${least} to ${most}.`,
			});
		},
		choice: (name, label, choices) => oneOf(read(name), label, choices),
		choices(name, label, choices) {
			const value = read(name);
			const entries = Array.isArray(value) ? value : (asText(value) ?? '').split(/[\s,]+/);
			return entries
				.filter((entry) => entry !== '')
				.map((entry: unknown) => oneOf(entry, label, choices));
		},
	};
}

/** A mapper as n8n stores it, or the values alone, as an object or as JSON, from an expression or an agent. */
function readMapped(given: unknown, label: string): MappedFields {
	const value = typeof given === 'string' ? parseJson(given) : given;
	if (value === null || value === undefined) return { values: {} };
	if (!isWireObject(value)) {
		throw new InputError(`'${label}' is not an object`, {
			howToFix:
				'Fill in the fields one by one, or let the expression give an object with their values.',
		});
	}
	if (!('mappingMode' in value)) return { values: value };
	const shown = asObjects(value.schema).flatMap(({ id }) => asText(id) ?? []);
	return { values: asObject(value.value), shown };
}

/** @returns `undefined` for empty text, and the text itself if it is not JSON */
function parseJson(text: string): unknown {
	if (text.trim() === '') return undefined;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
