import { business } from '../ids';
import type { Readings } from '../readings';
import type { Template, TemplateStatus } from '../types';

/** 360dialog's words; what waits for Meta's decision is `submitted` there (reference 5). */
const lower: Record<TemplateStatus, string> = {
	pending: 'submitted',
	approved: 'approved',
	rejected: 'rejected',
	paused: 'paused',
	disabled: 'disabled',
};

/** Every template of an account has the same one. */
const namespace = 'c8ae5f90_307a_ca4c_b8f6_d1e2a2573574';

/** In: a template. Out: its row in the list, as it is seen in public code (reference 5). */
export function templateView(template: Template, readings: Readings): Record<string, unknown> {
	const { id, name, language, category, status, components, libraryTemplateName } = template;
	const isUpper = readings.templateStatusCase === 'upper';
	const moment = new Date(template.createdAt * 1000).toISOString();
	return {
		id: `${id.slice(-6)}WT`,
		external_id: id,
		name,
		namespace,
		language,
		category,
		components,
		status: isUpper ? status.toUpperCase() : lower[status],
		rejected_reason: template.rejectedReason ?? (isUpper ? 'NONE' : null),
		...(libraryTemplateName === undefined ? {} : { library_template_name: libraryTemplateName }),
		quality_score: { score: 'UNKNOWN', reasons: null },
		waba_account_id: business.wabaId,
		created_at: moment,
		modified_at: moment,
	};
}
