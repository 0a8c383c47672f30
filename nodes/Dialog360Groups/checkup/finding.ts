/**
 * - `problem`: something does not work.
 * - `warning`: something will not work that most people want, or only by chance.
 * - `info`: worth knowing, nothing to do at once.
 */
export type Severity = 'problem' | 'warning' | 'info';

/** Which part of the set-up a finding is about. */
export type Area = 'apiKey' | 'number' | 'groups' | 'webhook' | 'templates';

/** One thing that a check-up found. All texts are for the person who builds workflows. */
export interface Finding {
	severity: Severity;
	area: Area;
	/** What is the case, one sentence. */
	message: string;
	/** What follows from it. */
	meaning: string;
	howToFix: string;
}

const ORDER: readonly Severity[] = ['problem', 'warning', 'info'];

/** The most serious first. */
export function bySeverity(findings: readonly Finding[]): Finding[] {
	return ORDER.flatMap((severity) => findings.filter((finding) => finding.severity === severity));
}

/** E.g. "2 problems, 1 warning". */
export function summaryOf(findings: readonly Finding[]): string {
	const counts = ORDER.flatMap((severity) => {
		const count = findings.filter((finding) => finding.severity === severity).length;
		if (count === 0) return [];
		const isOne = count === 1 || severity === 'info';
		return `${count} ${severity}${isOne ? '' : 's'}`;
	});
	return counts.length === 0 ? 'Everything is set up' : counts.join(', ');
}
