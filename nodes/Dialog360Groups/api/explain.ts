import { remedyForCode, remedyForStatus } from './errorCodes';
import type { Remedy } from './errorCodes';
import type { Failure } from './failure';
import { isRateLimit } from './retryPolicy';

/** A failure in the words of the person who built the workflow. */
export interface Explanation extends Remedy {
	/** The API's own words and code, for those who know them. */
	background?: string;
	/** Whether the same call may succeed later without any change. */
	retryable: boolean;
}

/**
 * @param failure how a call ended
 * @returns what happened and what to do, never empty, never only an HTTP status
 */
export function explain(failure: Failure): Explanation {
	const rateLimited = isRateLimit(failure);
	const lost = failure.kind === 'interrupted' && !failure.isWrite;
	const { message, howToFix } = remedyFor(failure);
	const { doneBefore = '', who } = failure;
	return {
		message: who === undefined ? message : `${who}: ${message}`,
		howToFix: `${doneBefore} ${howToFix}`.trim(),
		background: background(failure),
		retryable: doneBefore === '' && (rateLimited || failure.kind === 'notSent' || lost),
	};
}

function remedyFor(failure: Failure): Remedy {
	const { kind, isWrite, httpStatus } = failure;
	if (kind === 'cancelled') {
		return {
			message: 'The execution was stopped before this was done',
			howToFix: isWrite
				? 'If it was under way, check whether it was done before you run it again.'
				: 'Run it again.',
		};
	}
	if (kind === 'notSent') return unreachable(failure);
	if (kind === 'blocked') return BLOCKED;
	if (kind === 'interrupted') return isWrite ? perhapsDone(failure) : unanswered(httpStatus);
	return refused(failure);
}

function refused({ code, httpStatus, reason, ...failure }: Failure): Remedy {
	if (isRateLimit({ code, httpStatus, reason, ...failure })) return rateLimited(failure);
	if (saysKeyIsWrong(reason)) return remedyForStatus(401) ?? UNKNOWN;
	const known = code === undefined ? undefined : remedyForCode(code);
	if (known) return known;
	const byStatus = httpStatus === undefined ? undefined : remedyForStatus(httpStatus);
	if (byStatus) return byStatus;
	if (reason === undefined) return UNKNOWN;
	return code === undefined
		? { ...NATIVE, message: `360dialog did not do this: ${reason}` }
		: { ...UNKNOWN, message: `WhatsApp did not do this: ${reason}` };
}

/** Whether 360dialog does not know the API key. */
export function isKeyRefused({ kind, httpStatus, code, reason }: Failure): boolean {
	return kind === 'refused' && (httpStatus === 401 || code === 190 || saysKeyIsWrong(reason));
}

function saysKeyIsWrong(reason = ''): boolean {
	return /invalid api.?key|token expired/i.test(reason);
}

function rateLimited({ retryAfterMs }: Partial<Failure>): Remedy {
	const remedy = remedyForStatus(429) ?? UNKNOWN;
	if (retryAfterMs === undefined) return remedy;
	const seconds = Math.ceil(retryAfterMs / 1000);
	return { ...remedy, howToFix: `${remedy.howToFix} It asks to wait ${seconds} s.` };
}

/** Answers without a code of Meta come from 360dialog itself. */
const NATIVE: Remedy = {
	message: '360dialog did not do this',
	howToFix:
		'Check in the 360dialog Hub that the number is active and paid for, and check the values of this item.',
};

const UNKNOWN: Remedy = {
	message: 'WhatsApp did not do this and gave no reason',
	howToFix:
		'Check the values of this item. If they are right, ask 360dialog support and give them its words and its code.',
};

const BLOCKED: Remedy = {
	message: 'n8n did not send this call',
	howToFix:
		"Check 'Allowed HTTP Request Domains' in the credential, and the proxy settings of n8n. The words below say more.",
};

function unreachable({ networkCode = '' }: Failure): Remedy {
	const message = "360dialog can't be reached";
	if (networkCode === 'ENOTFOUND' || networkCode === 'ERR_INVALID_URL') {
		return {
			message,
			howToFix: "The host in 'Base URL' of the credential is not known. Check how it is spelled.",
		};
	}
	if (networkCode === 'ECONNREFUSED') {
		return {
			message,
			howToFix:
				"Nothing answers at the 'Base URL' of the credential. Check the address and the port, and whether the sandbox is running if you use one.",
		};
	}
	return {
		message,
		howToFix:
			"Check the network of n8n, and the 'Base URL' of the credential. Nothing was changed.",
	};
}

function perhapsDone({ httpStatus, doubt = 'this may have been done already' }: Failure): Remedy {
	return {
		message: `The answer was lost, so ${doubt}`,
		howToFix: `${whatCame(httpStatus)} Look whether it was done before you run this again; n8n did not repeat it, so that nothing happens twice.`,
	};
}

function unanswered(httpStatus: number | undefined): Remedy {
	return {
		message: '360dialog gave no usable answer',
		howToFix: `${whatCame(httpStatus)} Try again in a few minutes.`,
	};
}

function whatCame(httpStatus: number | undefined): string {
	if (httpStatus === undefined) return 'The connection was lost before the answer came.';
	return httpStatus >= 500
		? `360dialog or a proxy answered with HTTP status ${httpStatus}.`
		: 'What came back was not an answer of the API, perhaps a page of a proxy.';
}

function background({
	kind,
	code,
	reason,
	httpStatus,
	networkCode,
	triedForMs,
}: Failure): string | undefined {
	const parts = [
		reason === undefined
			? undefined
			: `${kind === 'blocked' ? 'n8n' : 'The API'} says: ${reason.replace(/\.$/, '')}.`,
		code === undefined ? undefined : `Code ${code}.`,
		httpStatus === undefined || code !== undefined || kind === 'interrupted'
			? undefined
			: `HTTP status ${httpStatus}.`,
		networkCode === undefined ? undefined : `Network code ${networkCode}.`,
		triedForMs === undefined ? undefined : `n8n tried for ${Math.ceil(triedForMs / 1000)} s.`,
	].filter((part) => part !== undefined);
	return parts.length === 0 ? undefined : parts.join(' ');
}
