import type { IExecuteFunctions } from 'n8n-workflow';

import type { ApiClient } from '../api/client';
import { NOT_ELIGIBLE, accountFindings, obstacle } from './account';
import { readFacts } from './facts';
import type { Facts } from './facts';
import { bySeverity, summaryOf } from './finding';
import type { Finding } from './finding';
import { inviteTemplatesOf, templateFindings } from './templates';
import type { InviteTemplate } from './templates';
import { destinationsOf, webhookFindings } from './webhook';
import type { Destination } from './webhook';

/** What a check-up gives: what to mend, and what was seen. */
export interface CheckUp {
	/** Whether nothing has to be mended; what is only worth knowing does not count. */
	healthy: boolean;
	/** E.g. "1 problem, 2 warnings". */
	summary: string;
	/** The most serious first. */
	findings: Finding[];
	/** `AVAILABLE`, `LIMITED` or `BLOCKED`. */
	canSend?: string;
	/** Whether the number may use groups; `undefined` when that is not known. */
	groupsAvailable?: boolean;
	webhook: Destination[];
	inviteTemplates: InviteTemplate[];
}

/** Looks at everything that groups need, and changes nothing. */
export async function checkUp(context: IExecuteFunctions, client: ApiClient): Promise<CheckUp> {
	const facts = await readFacts(context, client);
	const found = obstacle(facts);
	const findings = bySeverity(
		found
			? [found]
			: [...accountFindings(facts), ...webhookFindings(facts), ...templateFindings(facts)],
	);
	return {
		healthy: findings.every(({ severity }) => severity === 'info'),
		summary: summaryOf(findings),
		findings,
		...seen(facts),
	};
}

function seen(facts: Facts) {
	const { health, groups } = facts;
	return {
		canSend: 'value' in health ? health.value.canSend : undefined,
		groupsAvailable:
			'value' in groups ? true : groups.failure.code === NOT_ELIGIBLE ? false : undefined,
		webhook: destinationsOf(facts),
		inviteTemplates: inviteTemplatesOf(facts),
	};
}
