import { pause } from './pause';

/** How the calls of a run are spread over time. */
export interface Pace {
	/** How many calls may be under way at first. */
	firstAtOnce: number;
	/** How many at most, once many went well. */
	mostAtOnce: number;
	/** How many may begin within a second, never more. */
	perSecond?: number;
	/** How many may begin within a second as far as is known; more are tried after a while. */
	usualPerSecond?: number;
	/** Calls that wait are given up once the API has refused all for so long, in milliseconds. */
	patienceMs: number;
}

/** How a call ended, as far as the pace is concerned. */
export interface CallEnd {
	/** The API refused it because there are too many calls. */
	isTooMany: boolean;
	/** How long the API asked to wait, in milliseconds. */
	retryAfterMs?: number;
	/** The limit, where the API names it. */
	limit?: { calls: number; windowMs: number };
}

/** Leave to begin one call; the caller says how it ended, or nothing if it was not begun. */
export type Leave = (end?: CallEnd) => void;

/** What a call that waits for its turn gets: leave, or word that it does not get any. */
export type Turn = Leave | 'stopped' | 'givenUp';

/**
 * Lets calls begin as fast as the API takes them. The API's limits are not published, so it goes faster and faster
 * until a call is refused for being too many, and then keeps to what the API took in the second before. After some time
 * without a refusal it tries a little more.
 */
export interface Governor {
	/** @param isRepeated goes before calls that were not sent yet */
	enter(isRepeated: boolean): Promise<Turn>;
}

/** A limit of so many calls within a second, seen from here, is a little longer: answers take differently long. */
const WINDOW_MS = 1_040;
const LONGEST_WINDOW_MS = 60_000;
/** One more call at once for so many that went well: what is under way at a refusal is refused as well. */
const SUCCESSES_PER_STEP = 3;
/** With fast answers few at once are enough for so many in a second, and fewer are refused at a limit. */
const AIM_PER_SECOND = 300;
const FEW_AT_ONCE = 6;
/** How much of it the newest answer makes up in the usual time that answers take. */
const NEWEST = 0.1;
/** Calls of a window are spread over so much of it: a burst that is late by a moment would be refused as a whole. */
const SPREAD = 0.6;
/** Refusals that come again within so many windows are meant. */
const WINDOWS_APART = 3;
const FIRST_PROBE_MS = 2_500;
const LONGEST_PROBE_MS = 60_000;
/** How much more is tried; twice as much each time that it goes well. */
const FIRST_STEP = 0.05;
const LARGEST_STEP = 1;
/** The wait after refusals without a success in between; doubles with each. */
const FIRST_COOLING_MS = 250;
const LONGEST_COOLING_MS = 10_000;

type Waiting = (turn: Turn) => void;

/** @param signal aborted when the execution is stopped */
export function createGovernor(pace: Pace, signal: AbortSignal | undefined): Governor {
	const { firstAtOnce, mostAtOnce, perSecond = Infinity, patienceMs } = pace;
	const { usualPerSecond = Infinity } = pace;
	const urgent: Waiting[] = [];
	const queue: Waiting[] = [];
	/** Of calls that the API took, or may take. */
	const taken = new Starts();
	const begun = new Starts();
	const underWay = new Set<{ startedAt: number }>();
	let successes = 0;
	let perWindow = Math.min(perSecond, usualPerSecond);
	let windowMs = WINDOW_MS;
	let notBefore = 0;
	let spreadTo = 0;
	/** Refusals of calls that began before this say more about the same limit. */
	let slowedAt = -Infinity;
	let perWindowBefore = perWindow;
	/** The pace before more was tried. */
	let perWindowProven = perWindow;
	/** Whether the pace is one that the API took, not one that was only heard of. */
	let isProven = false;
	let isSlowedAgain = false;
	let refusedNow = 0;
	let answerMs: number | undefined;
	let refusedSince: number | undefined;
	let isGivenUp = false;
	let refusalsInARow = 0;
	let step = FIRST_STEP;
	let hasProbed = false;
	let probeMs = FIRST_PROBE_MS;
	let probeAt = usualPerSecond < perSecond ? Date.now() + probeMs : Infinity;
	let isWaking = false;

	function pump(): void {
		while (urgent.length + queue.length > 0) {
			if (signal?.aborted) return dismiss('stopped');
			const now = Date.now();
			const patienceLeftMs =
				refusedSince === undefined ? Infinity : refusedSince + patienceMs - now;
			isGivenUp ||= patienceLeftMs <= 0;
			if (isGivenUp) return dismiss('givenUp');
			if (underWay.size >= atOnce()) return;
			const waitMs = Math.min(untilNext(now), patienceLeftMs);
			if (waitMs > 0) return wakeIn(waitMs);
			(urgent.shift() ?? queue.shift())?.(begin(now));
		}
	}

	function atOnce(): number {
		const grown = firstAtOnce + successes / SUCCESSES_PER_STEP;
		const enough =
			answerMs === undefined ? firstAtOnce : Math.ceil((answerMs / 1000) * AIM_PER_SECOND);
		return Math.min(mostAtOnce, grown, Math.max(FEW_AT_ONCE, enough));
	}

	function dismiss(turn: Turn): void {
		for (const go of [...urgent.splice(0), ...queue.splice(0)]) go(turn);
	}

	function begin(startedAt: number): Leave {
		const call = { startedAt };
		underWay.add(call);
		taken.add(startedAt);
		begun.add(startedAt);
		if (perWindow > 1) spreadTo = startedAt + (SPREAD * windowMs) / perWindow;
		return (end) => {
			if (!underWay.delete(call)) return;
			if (!end) {
				taken.remove(startedAt);
				begun.remove(startedAt);
			} else if (end.isTooMany) refuse(startedAt, end);
			else succeed(Date.now() - startedAt);
			pump();
		};
	}

	function succeed(tookMs: number): void {
		successes++;
		answerMs = answerMs === undefined ? tookMs : answerMs + (tookMs - answerMs) * NEWEST;
		refusalsInARow = 0;
		refusedSince = undefined;
		if (Date.now() >= probeAt) probe();
	}

	function probe(): void {
		isProven = true;
		perWindowProven = perWindow;
		if (windowMs > WINDOW_MS) windowMs = Math.max(WINDOW_MS, windowMs / (1 + step));
		else perWindow = Math.min(perSecond, Math.max(perWindow + 1, perWindow * (1 + step)));
		if (hasProbed) probeMs = Math.max(FIRST_PROBE_MS, probeMs / 2);
		step = Math.min(LARGEST_STEP, step * 2);
		hasProbed = true;
		probeAt = Date.now() + probeMs;
	}

	function refuse(startedAt: number, { retryAfterMs = 0, limit }: CallEnd): void {
		const now = Date.now();
		refusedSince ??= now;
		taken.remove(startedAt);
		notBefore = Math.max(notBefore, now + retryAfterMs);
		if (limit) {
			perWindow = Math.min(perSecond, limit.calls);
			windowMs = Math.max(WINDOW_MS, limit.windowMs + WINDOW_MS - 1_000);
			return;
		}
		if (startedAt > slowedAt) slowDown(now);
		refusedNow++;
		perWindow = Math.max(1, Math.min(perWindowBefore, leftNow()));
	}

	/** How much of the pace is left after what was refused about now. */
	function leftNow(): number {
		// What was under way then counts as taken until it is refused as well.
		const went = taken.between(slowedAt - (windowMs / WINDOW_MS) * 1_000, slowedAt);
		if (!isProven || refusedNow > perWindowBefore / 5) return went;
		// A few may have been refused for coming in at another moment than they went out.
		const tried = perWindowBefore - perWindowProven;
		if (!isSlowedAgain && refusedNow <= tried + Math.max(1, perWindowProven / 20))
			return perWindowProven;
		return Math.max(went, perWindowProven - Math.max(1, perWindowProven / 10));
	}

	function slowDown(now: number): void {
		if (perWindow <= 1) windowMs = Math.min(LONGEST_WINDOW_MS, windowMs * 2);
		const coolingMs = FIRST_COOLING_MS * 2 ** (refusalsInARow - 1);
		if (refusalsInARow++ > 0)
			notBefore = Math.max(notBefore, now + Math.min(LONGEST_COOLING_MS, coolingMs));
		if (hasProbed) probeMs = Math.min(LONGEST_PROBE_MS, probeMs * 2);
		else perWindowProven = perWindow;
		isSlowedAgain = now - slowedAt < WINDOWS_APART * windowMs;
		isProven = slowedAt > -Infinity || isProven;
		hasProbed = false;
		step = FIRST_STEP;
		probeAt = now + probeMs;
		slowedAt = now;
		perWindowBefore = perWindow;
		refusedNow = 0;
	}

	/** Milliseconds until the limit lets another call begin. */
	function untilNext(now: number): number {
		const [oldest = { startedAt: now }] = underWay;
		taken.forgetBefore(oldest.startedAt - windowMs);
		begun.forgetBefore(now - WINDOW_MS);
		const freeAt = taken.freeAt(Math.floor(perWindow), now - windowMs) + windowMs;
		const chosenAt = begun.freeAt(perSecond, now - WINDOW_MS) + WINDOW_MS;
		return Math.ceil(Math.max(freeAt, chosenAt, spreadTo, notBefore) - now);
	}

	function wakeIn(ms: number): void {
		if (isWaking) return;
		isWaking = true;
		void pause(ms, signal).then(() => {
			isWaking = false;
			pump();
		});
	}

	return {
		async enter(isRepeated) {
			const turn = new Promise<Turn>((go) => (isRepeated ? urgent : queue).push(go));
			// Only while something waits: a node in a loop has many governors, and the execution one signal.
			signal?.addEventListener('abort', pump, { once: true });
			pump();
			const given = await turn;
			if (urgent.length + queue.length === 0) signal?.removeEventListener('abort', pump);
			return given;
		},
	};
}

/** When calls began. */
class Starts {
	/** Oldest first. */
	private times: number[] = [];
	/** Those before it are forgotten. */
	private first = 0;

	add(time: number): void {
		this.times.push(time);
	}

	remove(time: number): void {
		const index = this.after(time) - 1;
		if (index >= this.first && this.times[index] === time) this.times.splice(index, 1);
	}

	/** How many lie after one time and not after the other. */
	between(after: number, until: number): number {
		return this.after(until) - this.after(after);
	}

	/** The time that has to pass out of the window until there are fewer than `most` in it. */
	freeAt(most: number, windowStart: number): number {
		const index = this.times.length - most;
		return index < this.after(windowStart) ? -Infinity : (this.times[index] ?? -Infinity);
	}

	forgetBefore(time: number): void {
		while ((this.times[this.first] ?? Infinity) <= time) this.first++;
		if (this.first < this.times.length / 2) return;
		this.times = this.times.slice(this.first);
		this.first = 0;
	}

	/** Index of the first time after one. */
	private after(time: number): number {
		let low = this.first;
		let high = this.times.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if ((this.times[middle] ?? Infinity) <= time) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}
