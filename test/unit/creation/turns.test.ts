import { mayStillAppear, rememberUnconfirmed } from '../../../nodes/Dialog360Groups/creation/turns';
import { inTurn } from '../../../nodes/Dialog360Groups/inTurn';
import { advance, finish, settleNow, useVirtualTime } from '../api/support/virtualTime';
import { newSubject } from './support/subjects';

useVirtualTime();

const MINUTE = 60_000;

describe('creations with the same subject', () => {
	/** Takes some time, and notes when it begins and ends. */
	function noted(log: string[], name: string, ms: number): () => Promise<string> {
		return async () => {
			log.push(`${name} begins`);
			await new Promise((resolve) => setTimeout(resolve, ms));
			log.push(`${name} ends`);
			return name;
		};
	}

	it('run one after the other, in order', async () => {
		const subject = newSubject();
		const log: string[] = [];
		const turns = [
			inTurn(subject, noted(log, 'a', 300)),
			inTurn(subject, noted(log, 'b', 10)),
			inTurn(subject, noted(log, 'c', 100)),
		];
		expect(await finish(Promise.all(turns))).toEqual(['a', 'b', 'c']);
		expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
	});

	it('do not hold up those with another subject', async () => {
		const log: string[] = [];
		const first = inTurn(newSubject(), noted(log, 'a', 300));
		const second = inTurn(newSubject(), noted(log, 'b', 10));
		expect(await finish(Promise.all([first, second]))).toEqual(['a', 'b']);
		expect(log).toEqual(['a begins', 'b begins', 'b ends', 'a ends']);
	});

	it('go on when one did not end well, each with its own end', async () => {
		const subject = newSubject();
		const sorry = new Error('Sorry');
		const turns = [
			inTurn(subject, async () => {
				await settleNow();
				throw sorry;
			}),
			inTurn(subject, async () => 'well'),
		];
		const ends = await finish(Promise.allSettled(turns));
		expect(ends).toEqual([
			{ status: 'rejected', reason: sorry },
			{ status: 'fulfilled', value: 'well' },
		]);
	});

	it('begin at once when no other is under way', async () => {
		const subject = newSubject();
		await inTurn(subject, async () => 'before');
		let hasBegun = false;
		void inTurn(subject, async () => {
			hasBegun = true;
		});
		expect(hasBegun).toBe(true);
	});
});

describe('a creation that was never confirmed', () => {
	const ids = (...groupIds: string[]) => new Set(groupIds);

	it('may still appear, until as many new groups are there', async () => {
		const subject = newSubject();
		expect(mayStillAppear(subject, ids())).toBe(false);
		rememberUnconfirmed(subject, ids('old'));
		rememberUnconfirmed(subject, ids('old', 'first'));
		expect(mayStillAppear(subject, ids('old'))).toBe(true);
		expect(mayStillAppear(subject, ids('old', 'first'))).toBe(true);
		expect(mayStillAppear(subject, ids('old', 'first', 'second'))).toBe(false);
		expect(mayStillAppear(subject, ids('old'))).toBe(false);
	});

	it('does not concern other subjects', () => {
		const subject = newSubject();
		rememberUnconfirmed(subject, ids());
		expect(mayStillAppear(newSubject(), ids())).toBe(false);
		expect(mayStillAppear(subject, ids())).toBe(true);
	});

	it('is forgotten after ten minutes', async () => {
		const subject = newSubject();
		rememberUnconfirmed(subject, ids());
		await advance(10 * MINUTE - 1);
		expect(mayStillAppear(subject, ids())).toBe(true);
		await advance(1);
		expect(mayStillAppear(subject, ids())).toBe(false);
	});

	it('is forgotten after ten minutes even if others followed', async () => {
		const subject = newSubject();
		rememberUnconfirmed(subject, ids());
		await advance(6 * MINUTE);
		rememberUnconfirmed(subject, ids());
		await advance(5 * MINUTE);
		// Of the two only the second may still come, and this may be it.
		expect(mayStillAppear(subject, ids('one'))).toBe(false);
	});
});
