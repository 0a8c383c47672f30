import fc from 'fast-check';

import { remedyForCode } from '../../../nodes/Dialog360Groups/api/errorCodes';
import { inWords } from '../../../nodes/Dialog360Groups/api/errors/remedy';
import { explain } from '../../../nodes/Dialog360Groups/api/explain';
import type { Failure } from '../../../nodes/Dialog360Groups/api/failure';
import {
	anyFailure,
	FAILURE_KINDS,
	GENERAL_CODES,
	GROUP_CODES,
	NETWORK_CODES,
	RATE_LIMIT_CODES,
} from './support/failures';
import { faultsOfWords } from './support/words';

const refused = (failure: Partial<Failure>): Failure => ({
	kind: 'refused',
	httpStatus: 400,
	isWrite: true,
	...failure,
});

const unexplained = explain(refused({ httpStatus: undefined })).message;

describe('codes of the API', () => {
	it.each([
		[131020, /nobody but your business/i, /invite link/],
		[131041, /group does not exist/, /'Group'/],
		[131059, /list.*changed/, /again/],
		[131201, /only a part/i, /missing/],
		[131202, /twice/, /only once/],
		[131203, /terms/, /accept/],
		[131204, /8 participants/, /remove someone/i],
		[131207, /suspended/, /WhatsApp Manager/],
		[131208, /too much at once.*groups/i, /in a few minutes/],
		[131209, /not square/, /crop/i],
		[131210, /too small/, /192/],
		[131211, /10,000/, /delete/i],
		[131212, /not in the group/, /'Participants'/],
		[131213, /does not exist any more/, /Get Many/],
		[131214, /paused/, /in a few days/],
		[131215, /may not use groups/, /Official Business Account/],
		[4, /too much at once/i, /in an hour/],
		[10, /not allowed/, /permission/],
		[100, /did not accept one of the values/, /values/],
		[190, /access .* expired/, /key/],
		[200, /not allowed/, /permission/],
		[250, /not allowed/, /permission/],
		[299, /not allowed/, /permission/],
		[368, /blocked/, /WhatsApp Manager/],
		[80007, /too much at once/i, /in an hour/],
		[130429, /too much at once/i, /in a few minutes/],
		[131000, /does not name/, /again/],
		[131048, /blocked or reported/, /tomorrow/],
		[131056, /too many messages/i, /in a minute/],
	])('%d is explained', (code, message, howToFix) => {
		const explanation = explain(refused({ code }));
		expect(explanation.message).toMatch(message);
		expect(explanation.howToFix).toMatch(howToFix);
		expect(explanation.background).toContain(`Code ${code}.`);
		expect(faultsOfWords(explanation)).toEqual([]);
	});

	it.each(GROUP_CODES.map((code) => [code]))('%d of groups has words of its own', (code) => {
		expect(explain(refused({ code })).message).not.toBe(unexplained);
	});

	it('are explained alike, whatever the status', () => {
		const explained = [...GROUP_CODES, ...GENERAL_CODES].filter(
			(code) => remedyForCode(code) !== undefined,
		);
		expect(explained.length).toBeGreaterThan(20);
		for (const code of explained) {
			const { message, howToFix } = explain(refused({ code, httpStatus: 400 }));
			const other = explain(refused({ code, httpStatus: 403 }));
			expect({ code, message, howToFix }).toMatchObject({
				message: other.message,
				howToFix: other.howToFix,
			});
		}
	});

	it.each(RATE_LIMIT_CODES)('%d: nothing was done, and it can succeed later', (code) => {
		const { howToFix, retryable } = explain(refused({ code }));
		expect(retryable).toBe(true);
		expect(howToFix).toContain('Nothing was changed');
		expect(explain(refused({ code, isWrite: false })).howToFix).not.toContain(
			'Nothing was changed',
		);
	});

	it.each([
		[45_000, 45],
		[1, 1],
		[7_200_000, 7_200],
	])('with a wait of %i ms that the API asks for, that counts', (retryAfterMs, seconds) => {
		const asked = explain(refused({ code: 131208, retryAfterMs }));
		expect(asked.retryAfterSeconds).toBe(seconds);
		expect(asked.howToFix).toContain(inWords(seconds));
		expect(asked.howToFix).not.toContain('few minutes');
		// Where something has to change first, waiting alone does not help.
		expect(explain(refused({ code: 131041, retryAfterMs })).retryAfterSeconds).toBeUndefined();
	});

	it('that are certain are not doubted because of HTTP 500, and those that are not, are', () => {
		const ended = (code: number): Failure => ({
			kind: 'interrupted',
			httpStatus: 500,
			code,
			isWrite: true,
		});
		expect(explain(ended(131041)).message).toBe(explain(refused({ code: 131041 })).message);
		expect(explain(ended(131016))).toMatchObject({
			message: 'WhatsApp is not available right now; this may have been done already',
			retryable: false,
		});
	});

	it('that nobody documented come with the words of the API', () => {
		const explanation = explain(refused({ code: 131205, reason: 'Something new.' }));
		expect(explanation.message + explanation.background).toContain('Something new');
		expect(explanation.background).toContain('Code 131205.');
		expect(explanation.howToFix).toContain('360dialog support');
	});

	it.each([401, 403, 404])(
		'that nobody documented leave what HTTP status %d says',
		(httpStatus) => {
			const byStatus = explain(refused({ httpStatus }));
			expect(explain(refused({ httpStatus, code: 139999, reason: 'Words' }))).toMatchObject({
				howToFix: byStatus.howToFix,
			});
		},
	);
});

describe('HTTP statuses', () => {
	it.each([
		[301, /somewhere else/, /'Base URL'/],
		[302, /somewhere else/, /'Base URL'/],
		[308, /somewhere else/, /'Base URL'/],
		[401, /does not accept the API key/, /credential/],
		[403, /does not allow/, /'Base URL'/],
		[404, /nothing at this address/, /'Base URL'/],
		[429, /too much at once/i, /in a few minutes/],
	])('%d without a code is explained', (httpStatus, message, howToFix) => {
		const explanation = explain(refused({ httpStatus }));
		expect(explanation.message).toMatch(message);
		expect(explanation.howToFix).toMatch(howToFix);
		expect(explanation.background).toContain(`HTTP status ${httpStatus}.`);
	});

	it('400 with the words of a rate limit of 360dialog is one', () => {
		const reason = 'You have exceeded the limit of 1 request every 5 seconds';
		const explanation = explain(refused({ reason }));
		expect(explanation.message).toMatch(/too much at once/i);
		expect(explanation).toMatchObject({ retryable: true, retryAfterSeconds: 5 });
		const unnamed = explain(refused({ reason: 'You have exceeded the endpoint rate limit.' }));
		expect(unnamed).toMatchObject({ message: explanation.message, retryAfterSeconds: 180 });
	});

	it.each([500, 502, 503, 504, 555])('%d leaves open whether a change was made', (httpStatus) => {
		const failure: Failure = { kind: 'interrupted', httpStatus, isWrite: true };
		const change = explain(failure);
		expect(change.message).toMatch(/may have been done/);
		expect(change.howToFix).toMatch(/(check|look).* before you run this again/i);
		expect(change.howToFix).toContain(String(httpStatus));
		expect(change.retryable).toBe(false);
		const read = explain({ ...failure, isWrite: false });
		expect(read.message).not.toMatch(/may have been done/);
		expect(read.howToFix).toMatch(/try again/i);
		expect(read.retryable).toBe(true);
	});

	it('200 with a page of a proxy is told from a lost connection', () => {
		const page = explain({ kind: 'interrupted', httpStatus: 200, isWrite: false });
		const lost = explain({ kind: 'interrupted', networkCode: 'ECONNRESET', isWrite: false });
		expect(page.howToFix).toMatch(/proxy/);
		expect(lost.howToFix).toMatch(/connection was lost/);
	});

	it('are all explained', () => {
		for (let httpStatus = 100; httpStatus < 600; httpStatus++) {
			for (const isWrite of [true, false]) {
				const kind = httpStatus >= 500 ? 'interrupted' : 'refused';
				expect(faultsOfWords(explain({ kind, httpStatus, isWrite }))).toEqual([]);
			}
		}
	});
});

describe('the network', () => {
	it.each(NETWORK_CODES.map((code) => [code]))('%s is explained', (networkCode) => {
		for (const kind of ['notSent', 'interrupted'] as const) {
			const explanation = explain({ kind, networkCode, isWrite: true });
			expect(faultsOfWords(explanation)).toEqual([]);
			expect(explanation.background).toContain(networkCode);
			const mayPass = !/CERT|SELF_SIGNED|UNABLE|INVALID_URL/.test(networkCode);
			expect(explanation.retryable).toBe(kind === 'notSent' && mayPass);
		}
	});

	it('tells a wrong name from a closed door', () => {
		const unreachable = (networkCode: string) =>
			explain({ kind: 'notSent', networkCode, isWrite: true });
		expect(unreachable('ENOTFOUND').howToFix).toMatch(/spelled/);
		expect(unreachable('ECONNREFUSED').howToFix).toMatch(/port/);
		expect(unreachable('EHOSTUNREACH').howToFix).toMatch(/Nothing was changed/);
		expect(explain({ kind: 'notSent', isWrite: true }).message).toMatch(
			/(can't|can not) be reached/,
		);
	});
});

describe('other ends', () => {
	it("shows n8n's own words when n8n does not send a call", () => {
		const explanation = explain({ kind: 'blocked', reason: 'Domain not allowed.', isWrite: true });
		expect(explanation.message).toMatch(/n8n itself did not send/);
		expect(explanation.howToFix).toContain("'Allowed HTTP Request Domains'");
		expect(explanation.background).toBe('n8n says: Domain not allowed.');
		expect(explanation.retryable).toBe(false);
	});

	it('asks to look after a change that was stopped, and not after a read', () => {
		expect(explain({ kind: 'cancelled', isWrite: true }).howToFix).toMatch(/whether it was done/);
		expect(explain({ kind: 'cancelled', isWrite: false }).howToFix).not.toMatch(/whether/);
	});

	it('says what was done before', () => {
		const doneBefore = 'The subject was changed.';
		const { howToFix, retryable } = explain(refused({ code: 131208, doneBefore }));
		expect(howToFix).toMatch(/^The subject was changed\. \w/);
		expect(retryable).toBe(false);
	});

	it('says for how long it tried', () => {
		const { background } = explain(
			refused({ httpStatus: 429, code: 131208, reason: 'Slow down', triedForMs: 58_001 }),
		);
		expect(background).toBe('WhatsApp says: Slow down. Code 131208. n8n tried for 59 s.');
		expect(explain({ kind: 'cancelled', isWrite: false }).background).toBeUndefined();
	});
});

describe('any failure', () => {
	/** Words of the API that do not disturb the search for words of our own. */
	const harmless = fc.constantFrom('Group unknown', 'Not now', 'x');

	it('is explained in words that help', () => {
		fc.assert(
			fc.property(anyFailure(harmless), (failure) => {
				expect(faultsOfWords(explain(failure))).toEqual([]);
			}),
			{ numRuns: 2_000 },
		);
	});

	it('loses none of what is known', () => {
		fc.assert(
			fc.property(anyFailure(harmless), (failure) => {
				const { background = '' } = explain(failure);
				const { code, networkCode, reason, kind, httpStatus } = failure;
				// That of a lost answer is part of what to do, and a code says more than a status.
				const tells = kind !== 'interrupted' && code === undefined;
				const known = [code, networkCode, reason, ...(tells ? [httpStatus] : [])];
				for (const part of known.filter((value) => value !== undefined)) {
					expect(background).toContain(String(part));
				}
			}),
		);
	});

	it('never invites to repeat what may have been done', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...FAILURE_KINDS.filter((kind) => kind !== 'notSent')),
				anyFailure(),
				(kind, failure) => {
					const mayBeDone = kind === 'interrupted' || kind === 'cancelled';
					const { retryable } = explain({ ...failure, kind, isWrite: true });
					expect(mayBeDone && retryable).toBe(false);
				},
			),
		);
	});
});
