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
	return new Parameters(context, itemIndex);
}

/** A class, since there is one for each item, of which there may be a hundred thousand. */
class Parameters implements ItemParameters {
	constructor(
		private readonly context: IExecuteFunctions,
		readonly itemIndex: number,
	) {}

	groupId(): string {
		return readGroupId(this.readPicked('groupId'));
	}

	picked(name: string): string {
		return (asText(this.readPicked(name)) ?? '').trim();
	}

	mapped(name: string, label: string): MappedFields {
		return readMapped(this.read(name), label);
	}

	text(name: string): string {
		return (asText(this.read(name)) ?? '').trim();
	}

	optionalText(name: string): string | undefined {
		const value = this.read(name);
		return value === null ? undefined : (asText(value) ?? '').trim();
	}

	texts(name: string, split: (text: string) => string[]): string[] {
		const value = this.read(name);
		const parts = Array.isArray(value)
			? value.map((entry: unknown) => asText(entry) ?? '')
			: split(asText(value) ?? '');
		return parts.map((part) => part.trim()).filter((part) => part !== '');
	}

	flag(name: string, fallback: boolean): boolean {
		const value = this.read(name);
		if (value === null || value === '') return fallback;
		const flag = asBoolean(value);
		if (flag !== undefined) return flag;
		throw new InputError(`'${name}' is neither true nor false`, {
			howToFix: 'Switch it on or off, or let the expression give true or false.',
		});
	}

	count(name: string, { label, least, most, fallback }: CountRange): number {
		const value = this.read(name);
		const count = value === null || value === '' ? fallback : asInteger(value);
		if (count !== undefined && count >= least && count <= most) return count;
		throw new InputError(`'${label}' is not a whole number that can be used here`, {
			howToFix: `Enter a whole number from ${least} to ${most}.`,
		});
	}

	choice<Value extends string>(name: string, label: string, choices: readonly Value[]): Value {
		return oneOf(this.read(name), label, choices);
	}

	choices<Value extends string>(name: string, label: string, choices: readonly Value[]): Value[] {
		const value = this.read(name);
		const entries = Array.isArray(value) ? value : (asText(value) ?? '').split(/[\s,]+/);
		return entries
			.filter((entry) => entry !== '')
			.map((entry: unknown) => oneOf(entry, label, choices));
	}

	private read(name: string): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, null);
	}

	private readPicked(name: string): unknown {
		return this.context.getNodeParameter(name, this.itemIndex, '', { extractValue: true });
	}
}

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
