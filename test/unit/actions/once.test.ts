import { createOnce } from '../../../nodes/Dialog360Groups/actions/once';
import { ApiError } from '../../../nodes/Dialog360Groups/api/failure';
import type { Failure } from '../../../nodes/Dialog360Groups/api/failure';
import { InputError } from '../../../nodes/Dialog360Groups/explainedError';
import { always, executeContext } from '../api/support/context';

interface Kind {
	retryOnFail?: boolean;
	isTool?: boolean;
}

/** What n8n gives each try of one run: contexts of their own around the same data of the execution. */
function tries({ retryOnFail = true, isTool = false }: Kind = {}) {
	const { context: first } = executeContext(always({ statusCode: 200 }));
	const data = first.getExecuteData();
	return () => {
		const { context } = executeContext(always({ statusCode: 200 }));
		const node = { ...context.getNode(), retryOnFail };
		return Object.assign(context, {
			getNode: () => node,
			getExecuteData: () => data,
			isToolExecution: () => isTool,
		});
	};
}

const failing = (failure: Partial<Failure>) =>
	new ApiError({ kind: 'refused', isWrite: true, ...failure });

/** An act that ends like this, one end after the other. */
function ending(...ends: Array<string | Error>) {
	return jest.fn(async () => {
		const end = ends.shift();
		if (end === undefined) throw new Error('It was not to be done again');
		if (end instanceof Error) throw end;
		return await Promise.resolve(end);
	});
}

describe('what is done once', () => {
	it('gives a later try the result of the first', async () => {
		const once = createOnce<string>();
		const next = tries();
		const act = ending('sent');
		expect(await once(next(), '0', act)).toBe('sent');
		expect(await once(next(), '0', act)).toBe('sent');
		expect(await once(next(), '0', act)).toBe('sent');
		expect(act).toHaveBeenCalledTimes(1);
	});

	it('is told by its key from others of the same run', async () => {
		const once = createOnce<string>();
		const next = tries();
		const act = ending('first', 'second');
		expect([await once(next(), '0', act), await once(next(), '1', act)]).toEqual([
			'first',
			'second',
		]);
		expect(act).toHaveBeenCalledTimes(2);
	});

	it('is done again in another run', async () => {
		const once = createOnce<string>();
		const act = ending('first', 'second');
		await once(tries()(), '0', act);
		expect(await once(tries()(), '0', act)).toBe('second');
	});

	it('is awaited by whoever comes while it is under way', async () => {
		const once = createOnce<string>();
		const next = tries();
		const act = ending('sent');
		const both = [once(next(), '0', act), once(next(), '0', act)];
		expect(await Promise.all(both)).toEqual(['sent', 'sent']);
		expect(act).toHaveBeenCalledTimes(1);
	});

	it.each<[string, Error]>([
		['a lost answer', failing({ kind: 'interrupted' })],
		['a stop while it was under way', failing({ kind: 'cancelled' })],
		['a refusal after a part was done', failing({ doneBefore: 'The group was created.' })],
		['anything that nobody foresaw', new TypeError('x is not a function')],
	])('is not begun again after %s, which stays the answer', async (_name, error) => {
		const once = createOnce<string>();
		const next = tries();
		const act = ending(error, 'sent twice');
		await expect(once(next(), '0', act)).rejects.toBe(error);
		await expect(once(next(), '0', act)).rejects.toBe(error);
		expect(act).toHaveBeenCalledTimes(1);
	});

	it.each<[string, Error]>([
		['a clean refusal', failing({})],
		['a call that never left', failing({ kind: 'notSent' })],
		['a call that n8n did not let out', failing({ kind: 'blocked' })],
		['a lost read', failing({ kind: 'interrupted', isWrite: false })],
		['a field that could not be used', new InputError('No', { howToFix: 'Enter it.' })],
	])('is tried again after %s', async (_name, error) => {
		const once = createOnce<string>();
		const next = tries();
		const act = ending(error, 'sent');
		await expect(once(next(), '0', act)).rejects.toBe(error);
		expect(await once(next(), '0', act)).toBe('sent');
		expect(await once(next(), '0', act)).toBe('sent');
		expect(act).toHaveBeenCalledTimes(2);
	});

	it.each<[string, Kind]>([
		['without Retry On Fail', { retryOnFail: false }],
		['as a tool, whose calls may share the data of an execution', { isTool: true }],
	])('is done at every call %s', async (_name, kind) => {
		const once = createOnce<string>();
		const next = tries(kind);
		const act = ending('first', 'second');
		expect([await once(next(), '0', act), await once(next(), '0', act)]).toEqual([
			'first',
			'second',
		]);
	});

	it('works where n8n does not say whether it is a tool', async () => {
		const once = createOnce<string>();
		const next = tries();
		const act = ending('sent');
		const old = () => Object.assign(next(), { isToolExecution: undefined });
		expect([await once(old(), '0', act), await once(old(), '0', act)]).toEqual(['sent', 'sent']);
	});
});
