import type { Template } from '../../api/templates';
import { variablesOf } from '../../template';
import { toJson } from '../json';

/** The simple form of a template: what people read, and what has to be filled in. */
export function simplifyTemplate({ parts, ...template }: Template): object {
	const { header, body, footer, buttons } = parts;
	const { name, language, status, category, id, rejectedReason } = template;
	return {
		name,
		language,
		status,
		category,
		id,
		rejectedReason,
		header: header?.format === 'text' ? header.text : header?.format,
		text: body?.text,
		footer,
		buttons:
			buttons.length === 0
				? undefined
				: buttons.map(({ type, text, url }) => toJson({ type, text, url })),
		variables: variablesOf(parts).map((variable) => variable.id),
	};
}
