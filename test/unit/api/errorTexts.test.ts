import fc from 'fast-check';

import { Dialog360Api } from '../../../credentials/Dialog360Api.credentials';
import { resources } from '../../../nodes/Dialog360Groups/actions/resources';
import { REMEDIES, remedyForCode } from '../../../nodes/Dialog360Groups/api/errorCodes';
import { inWords } from '../../../nodes/Dialog360Groups/api/errors/remedy';
import { explain } from '../../../nodes/Dialog360Groups/api/explain';
import { ALL_FAILURES, DOCUMENTED_CODES, NATIVE_WORDS, REASON } from './support/allFailures';
import { GENERAL_CODES, GROUP_CODES } from './support/failures';
import { faultsOfOwnWords, faultsOfWords } from './support/words';

/** What each operation shows, by "resource.operation". */
const fieldsOf = new Map(
	resources.flatMap((resource) =>
		resource.operations.map(({ value, properties }) => [
			`${resource.value}.${value}`,
			properties.map(({ displayName }) => displayName),
		]),
	),
);
const inCredential = [
	...new Dialog360Api().properties.map(({ displayName }) => displayName),
	// n8n adds it to every credential for HTTP calls.
	'Allowed HTTP Request Domains',
];

/** The operations that can meet a code whose text names a field. */
const MET_BY: Readonly<Record<number, readonly string[]>> = {
	131041: [...fieldsOf.keys()].filter(
		(name) =>
			!/^(account|template)\./.test(name) && !['group.create', 'group.getAll'].includes(name),
	),
	131212: ['participant.remove'],
};

/** Names what is the same for reads and changes, or with and without words, once. */
function inShort(names: string[]): string {
	const oneOf = (suffix: string, other: string) =>
		names.flatMap((name) => {
			if (!name.endsWith(suffix)) return name.endsWith(other) ? [] : [name];
			return names.includes(name.replace(suffix, other)) ? [name.replace(suffix, '')] : [name];
		});
	const alone = names.filter(
		(name) => name.endsWith(', change') && !names.includes(name.replace(', change', ', read')),
	);
	const short = [...oneOf(', read', ', change'), ...alone];
	return short
		.filter((name) => !short.includes(name.replace(' with words', '')) || !/ with words/.test(name))
		.join('; ');
}

describe('all texts', () => {
	it('are these', () => {
		const situations = new Map<string, string[]>();
		for (const [name, failure] of ALL_FAILURES) {
			const { message, howToFix, retryAfterSeconds } = explain(failure);
			const again = retryAfterSeconds === undefined ? '' : `\n  (${retryAfterSeconds} s)`;
			const text = `${message}\n  ${howToFix}${again}`;
			situations.set(text, [...(situations.get(text) ?? []), name]);
		}
		const texts = [...situations].map(([text, names]) => `[${inShort(names)}]\n${text}`);
		expect(texts.join('\n\n')).toMatchSnapshot();
	});

	it.each(ALL_FAILURES.filter(([, { reason }]) => reason === undefined))(
		'%s: can be understood by somebody who never read about the API',
		(_, failure) => {
			expect(faultsOfOwnWords(explain({ ...failure, who: undefined }))).toEqual([]);
		},
	);

	it.each(ALL_FAILURES)('%s: says when to try again if and only if that helps', (_, failure) => {
		const { howToFix, retryable, retryAfterSeconds } = explain(failure);
		const timed = /\b[Tt]ry again (now|tomorrow|in )/.exec(howToFix);
		expect(timed !== null).toBe(retryable);
		expect(retryAfterSeconds !== undefined).toBe(retryable);
		if (retryAfterSeconds !== undefined) expect(howToFix).toContain(inWords(retryAfterSeconds));
	});

	it.each(DOCUMENTED_CODES)('%i: names only fields that the person sees', (code) => {
		const { message, howToFix } = explain({ kind: 'refused', code, isWrite: true });
		const named = [...`${message} ${howToFix}`.matchAll(/(?<!\w)'([^']+)'(?!\w)/g)].map(
			([, name = '']) => name,
		);
		for (const name of named.filter((one) => !inCredential.includes(one))) {
			expect(MET_BY[code]?.length).toBeGreaterThan(0);
			for (const operation of MET_BY[code] ?? []) {
				expect([operation, fieldsOf.get(operation)]).toEqual([
					operation,
					expect.arrayContaining([name]),
				]);
			}
		}
	});
});

describe('codes', () => {
	it('that are documented all have a text', () => {
		for (const code of [...GROUP_CODES, ...GENERAL_CODES]) {
			expect([code, remedyForCode(code)]).toEqual([code, expect.any(Object)]);
		}
	});

	// Kept apart from the table, so that a change there has to be meant.
	it.each<[string, number[]]>([
		['now', [131059]],
		['in a minute', [131056]],
		['in a few minutes', [1, 2, 130429, 131000, 131016, 131057, 131208, 133004]],
		['in an hour', [4, 80007, 132069]],
		['in 6 hours', [132015]],
		['tomorrow', [131048, 131049]],
		['in a few days', [131214]],
	])('that may go well %s', (when, codes) => {
		const found = DOCUMENTED_CODES.filter((code) => {
			const { retryAfterSeconds } = explain({ kind: 'refused', code, isWrite: false });
			return retryAfterSeconds !== undefined && inWords(retryAfterSeconds) === when;
		});
		expect(found).toEqual(codes);
	});

	it('have texts of their own, but for those that mean the same', () => {
		const codesOf = new Map<string, number[]>();
		for (const [code, { message }] of Object.entries(REMEDIES))
			codesOf.set(message, [...(codesOf.get(message) ?? []), Number(code)]);
		expect([...codesOf.values()].filter((codes) => codes.length > 1)).toEqual([
			[0, 190],
			[1, 131000],
			[2, 131016, 133004],
			[3, 10, 131005],
			[4, 80007, 130429],
			[131045, 133000, 133005, 133006, 133008, 133009, 133010, 133015, 133016],
			[2388040, 2388047, 2388072, 2388073, 2388293, 2388299],
		]);
	});
});

describe('what the API says', () => {
	it.each([
		'Bad request',
		'Bad Request.',
		'400 Bad Request',
		'Invalid parameter',
		'Invalid parameters',
		'Invalid request. Invalid parameter',
		'Forbidden',
		'HTTP 403: Forbidden',
		'Unauthorized',
		'Not Found',
		'Conflict',
		'Unknown error',
		'An unknown error has occurred.',
		'Something went wrong.',
		'Internal Server Error',
		'Generic user error',
		'Request failed with status code 400',
		'error',
		'400',
		'...',
		'[object Object]',
	])('is not repeated where it says nothing: %s', (reason) => {
		for (const [, failure] of ALL_FAILURES) {
			const { message, howToFix } = explain({ ...failure, reason, who: undefined });
			expect(message.toLowerCase()).not.toContain(reason.toLowerCase().replace(/\.$/, ''));
			if (failure.kind !== 'blocked') expect(faultsOfOwnWords({ message, howToFix })).toEqual([]);
		}
	});

	it('is the message where nothing else is known, and short', () => {
		const said = (reason: string, code?: number) =>
			explain({ kind: 'refused', httpStatus: 400, code, reason, isWrite: true }).message;
		expect(said('The moon is full.', 139999)).toBe('WhatsApp did not do this: The moon is full');
		expect(said('The moon is full')).toBe('360dialog did not do this: The moon is full');
		expect(said('Invalid parameter. The moon is full.', 139999)).toBe(
			'WhatsApp did not do this: The moon is full',
		);
		expect(said('Moon and sun '.repeat(40), 139999)).toMatch(/^.{150,200}…$/);
		expect(said('x'.repeat(1000), 139999)).toMatch(/^.{150,200}…$/);
		expect(said('Bad request', 139999)).toBe('WhatsApp did not do this and gave no reason');
	});

	it('is pointed to where it names what our words leave open', () => {
		const howToFix = (reason?: string) =>
			explain({ kind: 'refused', code: 100, reason, isWrite: true }).howToFix;
		expect(howToFix('Param to is odd')).toContain("WhatsApp's own words tell more.");
		expect(howToFix('Invalid parameter')).not.toContain('words');
		expect(howToFix()).not.toContain('words');
	});

	it('is never lost, whatever it is', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...ALL_FAILURES),
				fc.string({ minLength: 1 }).map((words) => words.replace(/[.\s]+$/, 'x')),
				([, failure], words) => {
					expect(explain({ ...failure, reason: words }).background).toContain(words);
				},
			),
		);
	});

	it.each(NATIVE_WORDS)('is understood where 360dialog documents it: %s', (reason) => {
		const explained = explain({ kind: 'refused', httpStatus: 400, reason, isWrite: true });
		expect(faultsOfWords(explained)).toEqual([]);
		expect(explained.message).not.toContain('did not do this');
	});

	it('is kept apart from our words', () => {
		const open = ALL_FAILURES.filter(([, { reason }]) => reason === REASON).filter(([, failure]) =>
			explain(failure).message.includes(REASON),
		);
		// A code, a status or a kind of end that means something has words of our own.
		expect([...new Set(open.map(([name]) => name.replace(/ with words.*/, '')))]).toEqual([
			'unknown code',
			'HTTP 400',
			'HTTP 404',
			'HTTP 409',
			'HTTP 418',
			'HTTP 422',
		]);
	});
});

it.each([
	[0, 'now'],
	[1, 'in 1 second'],
	[45, 'in 45 seconds'],
	[60, 'in a minute'],
	[119, 'in 119 seconds'],
	[121, 'in 3 minutes'],
	[180, 'in a few minutes'],
	[3599, 'in 60 minutes'],
	[3600, 'in an hour'],
	[7200, 'in 2 hours'],
	[7201, 'in 3 hours'],
	[86_400, 'tomorrow'],
	[259_200, 'in a few days'],
])('%i seconds are "%s"', (seconds, words) => {
	expect(inWords(seconds)).toBe(words);
});
