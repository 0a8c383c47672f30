import * as fc from 'fast-check';

import {
	acceptedFingerprints,
	readState,
	withRegistered,
	writeState,
} from '../../../nodes/Dialog360Groups/webhook/triggerState';
import type { TriggerState } from '../../../nodes/Dialog360Groups/webhook/triggerState';

const EMPTY: TriggerState = { former: {} };
const day = (number: number) => new Date(Date.UTC(2026, 0, number));

describe('fingerprints that are accepted', () => {
	it('are the registered one, and earlier ones for seven days', () => {
		const first = withRegistered(EMPTY, 'first', day(1));
		const second = withRegistered(first, 'second', day(2));

		expect(acceptedFingerprints(second, day(8))).toEqual(['second', 'first']);
		expect(acceptedFingerprints(second, day(9))).toEqual(['second']);
	});

	it('are still accepted after the webhook was taken away', () => {
		const gone = withRegistered(withRegistered(EMPTY, 'first', day(1)), undefined, day(2));

		expect(gone.registered).toBeUndefined();
		expect(acceptedFingerprints(gone, day(3))).toEqual(['first']);
	});

	it('do not pile up when the same is registered again and again', () => {
		let state = EMPTY;
		for (let times = 1; times <= 20; times++) state = withRegistered(state, 'same', day(times));

		expect(state).toEqual({ registered: 'same', former: {} });
	});

	it('are the newest few when many are registered', () => {
		let state = EMPTY;
		const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 0, minute));
		for (let minute = 0; minute < 20; minute++) {
			state = withRegistered(state, `number ${minute}`, at(minute));
		}
		expect(acceptedFingerprints(state, at(21))).toEqual([
			'number 19',
			'number 18',
			'number 17',
			'number 16',
			'number 15',
			'number 14',
		]);
	});
});

describe('what n8n keeps', () => {
	it('is read back as it was written, beside what else is there', () => {
		const state = { registered: 'now', former: { before: day(3).toISOString() }, replaced: 'x' };
		const data = { seen: 'abc' };
		writeState(data, state);

		expect(readState(JSON.parse(JSON.stringify(data)))).toEqual(state);
		expect(data.seen).toBe('abc');
		writeState(data, EMPTY);
		expect(data).toEqual({ seen: 'abc' });
	});

	it('can be anything without harm', () => {
		const data = fc.dictionary(
			fc.constantFrom('registered', 'former', 'replaced', 'seen', '__proto__'),
			fc.jsonValue(),
		);
		fc.assert(
			fc.property(data, (anything) => {
				const kept = JSON.parse(JSON.stringify(anything));
				for (const print of acceptedFingerprints(readState(kept), day(1)))
					expect(typeof print).toBe('string');
			}),
		);
	});
});
