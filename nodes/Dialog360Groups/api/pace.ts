import { createGovernor } from './governor';
import type { Governor } from './governor';
import { RETRY } from './retryPolicy';

/** What a person may choose about the pace of a run. */
export interface ChosenPace {
	/** How many calls are under way at most. */
	mostAtOnce?: number;
	/** How many calls of a kind begin within a second at most. */
	perSecond?: number;
	/** How long a call is tried again that is refused for being too many, in milliseconds. */
	retryForMs?: number;
}

/** Calls of different kinds have limits of their own. */
type Kind = 'messages' | 'media' | 'other';

const FIRST_AT_ONCE = 8;
export const MOST_AT_ONCE = 40;

/** Sources: Meta, "Throughput" (80 is what a number has at first); 360dialog, "Upload, retrieve or delete media". */
const KNOWN = {
	messages: { usualPerSecond: 80 },
	media: { perSecond: 25 },
	other: {},
} as const;

/** The governor of each kind of call, for one number. */
export type Governors = (path: readonly string[]) => Governor;

export function createGovernors(
	{ mostAtOnce = MOST_AT_ONCE, perSecond, retryForMs = RETRY.budgetMs }: ChosenPace,
	signal: AbortSignal | undefined,
): Governors {
	const common = {
		mostAtOnce,
		firstAtOnce: Math.min(mostAtOnce, FIRST_AT_ONCE),
		patienceMs: retryForMs,
	};
	const governors = new Map<Kind, Governor>();
	return (path) => {
		const kind = kindOf(path);
		const chosen = perSecond === undefined ? KNOWN[kind] : { perSecond };
		const governor = governors.get(kind) ?? createGovernor({ ...common, ...chosen }, signal);
		governors.set(kind, governor);
		return governor;
	};
}

function kindOf([first]: readonly string[]): Kind {
	return first === 'messages' || first === 'media' ? first : 'other';
}
