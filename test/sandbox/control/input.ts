import { isRecord, isString } from '../input';
import type { FaultEffect, FaultRule, GroupSpec, Person } from '../types';

/** Thrown when a control call is wrong; answered with status 400 and this sentence. */
export class WrongInput extends Error {}

/** Thrown when what a control call names is not there; answered with status 404. */
export class NotThere extends Error {}

export function needObject(value: unknown, what = 'The body'): Record<string, unknown> {
	if (!isRecord(value)) throw new WrongInput(`${what} must be a JSON object`);
	return value;
}

export function needString(source: Record<string, unknown>, name: string): string {
	const value = optionalString(source, name);
	if (value === undefined) throw new WrongInput(`"${name}" is missing`);
	return value;
}

export function optionalString(source: Record<string, unknown>, name: string): string | undefined {
	const value = source[name];
	if (value !== undefined && !isString(value)) throw new WrongInput(`"${name}" must be a string`);
	return value;
}

export function optionalNumber(source: Record<string, unknown>, name: string): number | undefined {
	const value = source[name];
	if (value === undefined) return undefined;
	if (typeof value !== 'number' || !Number.isFinite(value) || value < 0) {
		throw new WrongInput(`"${name}" must be a number that is not negative`);
	}
	return value;
}

/** A likelihood from 0 to 1. */
export function optionalChance(source: Record<string, unknown>, name: string): number | undefined {
	const value = optionalNumber(source, name);
	if (value !== undefined && value > 1) throw new WrongInput(`"${name}" must be from 0 to 1`);
	return value;
}

export function optionalWholeNumber(
	source: Record<string, unknown>,
	name: string,
): number | undefined {
	const value = optionalNumber(source, name);
	if (value !== undefined && !Number.isInteger(value)) {
		throw new WrongInput(`"${name}" must be a whole number`);
	}
	return value;
}

/** A number inside a query string. */
export function queryNumber(
	source: Record<string, unknown>,
	name: string,
	missing: number,
): number {
	const value = source[name];
	if (value === undefined) return missing;
	if (!isString(value) || !/^\d{1,9}$/.test(value)) {
		throw new WrongInput(`"${name}" must be a whole number`);
	}
	return Number(value);
}

export function optionalBoolean(
	source: Record<string, unknown>,
	name: string,
): boolean | undefined {
	const value = source[name];
	if (value !== undefined && typeof value !== 'boolean') {
		throw new WrongInput(`"${name}" must be true or false`);
	}
	return value;
}

/** Leaves out what is `undefined`, so that a missing key stays missing. */
function withoutGaps<T extends object>(value: T): T {
	const copy = { ...value };
	for (const key of Object.keys(copy)) {
		if (Reflect.get(copy, key) === undefined) Reflect.deleteProperty(copy, key);
	}
	return copy;
}

export function readPerson(value: unknown): Person {
	const source = needObject(value, 'A person');
	return withoutGaps({
		waId: needString(source, 'waId'),
		userId: optionalString(source, 'userId'),
		parentUserId: optionalString(source, 'parentUserId'),
		username: optionalString(source, 'username'),
		name: optionalString(source, 'name'),
		acceptedTerms: optionalBoolean(source, 'acceptedTerms'),
	});
}

function readPeople(value: unknown, name: string): Person[] | undefined {
	if (value === undefined) return undefined;
	if (!Array.isArray(value)) throw new WrongInput(`"${name}" must be a list of people`);
	return value.map(readPerson);
}

export function readGroupSpec(value: unknown): GroupSpec {
	const source = needObject(value, 'A group');
	const mode = optionalString(source, 'joinApprovalMode');
	if (mode !== undefined && mode !== 'auto_approve' && mode !== 'approval_required') {
		throw new WrongInput('"joinApprovalMode" is auto_approve or approval_required');
	}
	return withoutGaps({
		subject: needString(source, 'subject'),
		description: optionalString(source, 'description'),
		joinApprovalMode: mode,
		members: readPeople(source.members, 'members'),
		pending: readPeople(source.pending, 'pending'),
		suspended: optionalBoolean(source, 'suspended'),
		createdAt: optionalNumber(source, 'createdAt'),
	});
}

function readStatus(source: Record<string, unknown>): number | undefined {
	const status = optionalNumber(source, 'status');
	if (status !== undefined && (!Number.isInteger(status) || status < 200 || status > 599)) {
		throw new WrongInput('"status" must be a whole number from 200 to 599');
	}
	return status;
}

function readHeaders(value: unknown): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const name of Object.keys(needObject(value ?? {}, '"headers"'))) {
		headers[name] = needString(needObject(value), name);
	}
	return headers;
}

function readEffect(value: unknown): FaultEffect {
	const source = needObject(value, 'An effect');
	const kind = needString(source, 'kind');
	switch (kind) {
		case 'answer': {
			const status = readStatus(source);
			if (status === undefined) throw new WrongInput('"status" is missing');
			return { kind, status, body: source.body, headers: readHeaders(source.headers) };
		}
		case 'redirect': {
			const status = readStatus(source);
			const to = needString(source, 'to');
			return status === undefined ? { kind, to } : { kind, to, status };
		}
		case 'delay':
			return { kind, ms: optionalNumber(source, 'ms') ?? 1000 };
		case 'resetBefore':
		case 'dropAfter':
		case 'emptyBody':
		case 'truncatedJson':
			return { kind };
		default:
			throw new WrongInput(`There is no effect of the kind "${kind}"`);
	}
}

export function readFaultRule(value: unknown): FaultRule {
	const source = needObject(value, 'A fault');
	return withoutGaps({
		method: optionalString(source, 'method'),
		path: optionalString(source, 'path'),
		times: optionalNumber(source, 'times'),
		skip: optionalNumber(source, 'skip'),
		effect: readEffect(source.effect),
	});
}
