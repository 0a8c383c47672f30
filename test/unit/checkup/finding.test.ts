import { bySeverity, summaryOf } from '../../../nodes/Dialog360Groups/checkup/finding';
import type { Finding, Severity } from '../../../nodes/Dialog360Groups/checkup/finding';

const finding = (severity: Severity, message = severity): Finding => ({
	severity,
	area: 'webhook',
	message,
	meaning: '',
	howToFix: '',
});

it.each<[Severity[], string]>([
	[[], 'Everything is set up'],
	[['problem'], '1 problem'],
	[['warning', 'problem', 'problem'], '2 problems, 1 warning'],
	[['info', 'info'], '2 info'],
	[['info', 'warning', 'warning', 'problem'], '1 problem, 2 warnings, 1 info'],
])('%j is told as "%s"', (severities, summary) => {
	expect(summaryOf(severities.map((severity) => finding(severity)))).toBe(summary);
});

it('the most serious come first, each kind in the order found', () => {
	const found = [finding('info'), finding('problem'), finding('warning')];
	const more = [...found, { ...finding('problem'), message: 'second' }];
	expect(bySeverity(more).map(({ severity, message }) => [severity, message])).toEqual([
		['problem', 'problem'],
		['problem', 'second'],
		['warning', 'warning'],
		['info', 'info'],
	]);
});
