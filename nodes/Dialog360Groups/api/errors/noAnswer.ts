import type { Failure } from '../failure';
import { MINUTE, MINUTES } from './remedy';
import type { Remedy } from './remedy';

/** How a call ended that got no answer of the API, or none that can be used. */
type NoAnswer = Pick<Failure, 'httpStatus' | 'networkCode' | 'doubt' | 'isWrite'>;

export const BLOCKED: Remedy = {
	message: 'n8n itself did not send this',
	howToFix:
		"Check 'Allowed HTTP Request Domains' in the credential, and the proxy settings of n8n.",
	asksForWords: true,
};

export function stopped({ isWrite }: NoAnswer): Remedy {
	return {
		message: 'The execution was stopped before this was done',
		howToFix: isWrite
			? 'If it was under way, check whether it was done before you run it again.'
			: 'Run it again.',
	};
}

/** The request never left, so nothing was done. */
export function unreachable({ networkCode = '' }: NoAnswer): Remedy {
	const message = "360dialog can't be reached";
	if (networkCode === 'ERR_INVALID_URL') {
		return { message, howToFix: "'Base URL' of the credential is not a web address. Correct it." };
	}
	if (/CERT|SELF_SIGNED|UNABLE_TO_/.test(networkCode)) {
		return {
			message: 'The connection to 360dialog is not safe, so nothing was sent',
			howToFix:
				"The certificate at 'Base URL' of the credential can't be trusted. Check the address, and ask whoever runs your n8n whether a proxy is in between.",
		};
	}
	if (networkCode === 'ENOTFOUND') {
		return {
			message,
			howToFix:
				"The host in 'Base URL' of the credential is not known. Check how it is spelled, and the network of n8n.",
			retryAfterSeconds: MINUTE,
		};
	}
	if (networkCode === 'ECONNREFUSED') {
		return {
			message,
			howToFix:
				"Nothing answers at the 'Base URL' of the credential. Check the address and the port, and whether the sandbox is running if you use one.",
			retryAfterSeconds: MINUTE,
		};
	}
	return {
		message,
		howToFix: "Check the network of n8n, and 'Base URL' of the credential.",
		retryAfterSeconds: MINUTE,
	};
}

/**
 * The request left, and what became of it is not known, unless the API's code says for certain that it was refused.
 *
 * @param known what the code means, where it is documented
 */
export function unanswered(failure: NoAnswer, known: Remedy | undefined): Remedy {
	const { doubt = 'this may have been done already', isWrite } = failure;
	if (known && (!isWrite || known.retryAfterSeconds === undefined)) return known;
	if (!isWrite) {
		const message = '360dialog gave no usable answer';
		return { message, howToFix: whatCame(failure), retryAfterSeconds: MINUTES };
	}
	return {
		message: known ? `${known.message}; ${doubt}` : `The answer was lost, so ${doubt}`,
		howToFix: `${known?.howToFix ?? whatCame(failure)} Look whether it was done before you run this again; n8n did not repeat it, so that nothing happens twice.`,
	};
}

function whatCame({ httpStatus, networkCode = '' }: NoAnswer): string {
	if (httpStatus === undefined) {
		return /TIMEDOUT|TIMEOUT|ECONNABORTED/.test(networkCode)
			? 'No answer came in time.'
			: 'The connection was lost before the answer came.';
	}
	return httpStatus >= 500
		? `360dialog or a proxy answered with HTTP status ${httpStatus}.`
		: 'What came back was not an answer of the API, perhaps a page of a proxy.';
}
