import { explain, isKeyRefused } from '../api/explain';
import type { Failure } from '../api/failure';
import type { Answered, Facts } from './facts';
import type { Area, Finding } from './finding';

/** The number may not use groups. */
export const NOT_ELIGIBLE = 131215;

/** What keeps everything else from being looked at: the key, or the way to the API. */
export function obstacle({ apiUrl, health, groups, webhook }: Facts): Finding | undefined {
	if (new URL(apiUrl).hostname === 'waba-sandbox.360dialog.io') {
		return {
			severity: 'problem',
			area: 'apiKey',
			message: "The credential leads to 360dialog's test sandbox",
			meaning: 'That sandbox has no groups, so nothing of this node works there.',
			howToFix:
				"Get an API key for a real number in the 360dialog Hub, and put https://waba-v2.360dialog.io into 'Base URL' of the credential.",
		};
	}
	const failures = [health, groups, webhook].flatMap(failureOf);
	const refused = failures.find(isKeyRefused);
	if (refused) return fromFailure('apiKey', refused, 'Nothing of this node works.');
	const [first] = failures;
	if (!first || failures.length < 3) return undefined;
	return { ...fromFailure('apiKey', first, 'Nothing of this node works.'), severity: 'problem' };
}

/** Whether the number can send, and may use groups. */
export function accountFindings({ health, groups }: Facts): Finding[] {
	return [...healthFindings(health), ...groupFindings(groups)];
}

function healthFindings(health: Facts['health']): Finding[] {
	if ('failure' in health)
		return [fromFailure('number', health.failure, 'The health of the number is not known.')];
	const { canSend, reasons } = health.value;
	const said = reasons.length === 0 ? '' : ` WhatsApp says: ${reasons.join(' ')}`;
	const howToFix = `Open WhatsApp Manager, or ask 360dialog support.${said}`;
	if (canSend === 'BLOCKED') {
		const message = 'WhatsApp has blocked this number from sending';
		const meaning = 'Messages and invitations are not delivered.';
		return [{ severity: 'problem', area: 'number', message, meaning, howToFix }];
	}
	if (canSend === 'LIMITED') {
		const message = 'WhatsApp limits what this number can send';
		const meaning = 'Some messages and invitations are not delivered.';
		return [{ severity: 'warning', area: 'number', message, meaning, howToFix }];
	}
	return [];
}

function groupFindings(groups: Facts['groups']): Finding[] {
	if (!('failure' in groups)) return [];
	const meaning =
		groups.failure.code === NOT_ELIGIBLE
			? 'Groups can neither be made nor used with it.'
			: 'Whether groups can be used is not known.';
	return [fromFailure('groups', groups.failure, meaning)];
}

/** @param meaning what follows from it */
export function fromFailure(area: Area, failure: Failure, meaning: string): Finding {
	const { message, howToFix, background = '', retryable } = explain(failure);
	return {
		severity: retryable ? 'warning' : 'problem',
		area,
		message,
		meaning,
		howToFix: `${howToFix} ${background}`.trim(),
	};
}

function failureOf(answered: Answered<unknown>): Failure[] {
	return 'failure' in answered ? [answered.failure] : [];
}
