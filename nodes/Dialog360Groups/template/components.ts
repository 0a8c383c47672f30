import type { HeaderMedia, TemplateVariable } from './variables';

/** A file for a header: uploaded before, or at an address that WhatsApp can reach. */
export type MediaSource = { id: string } | { link: string };

/** What a variable is filled with. */
export type VariableValue =
	| { text: string }
	| { media: MediaSource; fileName?: string }
	/** Becomes the invite link of the group when the message is delivered. */
	| { groupId: string };

type Media = MediaSource & { filename?: string };

/** One value in the form of the API. Source: Meta's reference of template messages and of group invitations. */
export type TemplateParameter =
	| { type: 'text'; text: string; parameter_name?: string }
	| { type: 'group_id'; group_id: string; parameter_name?: string }
	| { type: 'image'; image: Media }
	| { type: 'video'; video: Media }
	| { type: 'document'; document: Media }
	| { type: 'payload'; payload: string }
	| { type: 'coupon_code'; coupon_code: string };

export type TemplateComponent = {
	type: 'header' | 'body' | 'button';
	sub_type?: 'url' | 'quick_reply' | 'copy_code';
	index?: string;
	parameters: TemplateParameter[];
};

/**
 * The `components` of a template message.
 *
 * @param variables all variables of the template, in their order
 * @param valueOf what to fill in; `undefined` only for those that are not required, which are left out then
 */
export function componentsFrom(
	variables: readonly TemplateVariable[],
	valueOf: (variable: TemplateVariable) => VariableValue | undefined,
): TemplateComponent[] {
	const components: TemplateComponent[] = [];
	for (const variable of variables) {
		const value = valueOf(variable);
		if (value === undefined) continue;
		const { parameters, ...target } = componentFor(variable, value);
		const last = components.at(-1);
		if (last?.type === target.type && last.index === target.index) {
			last.parameters.push(...parameters);
		} else {
			components.push({ ...target, parameters });
		}
	}
	return components;
}

function componentFor({ place }: TemplateVariable, value: VariableValue): TemplateComponent {
	const text = 'text' in value ? value.text : '';
	switch (place.kind) {
		case 'text': {
			const name = place.isNamed ? { parameter_name: place.name } : {};
			const parameter: TemplateParameter =
				'groupId' in value
					? { type: 'group_id', ...name, group_id: value.groupId }
					: { type: 'text', ...name, text };
			return { type: place.part, parameters: [parameter] };
		}
		case 'media':
			return { type: 'header', parameters: [mediaParameter(place.media, value)] };
		case 'url':
			return button('url', place.index, { type: 'text', text });
		case 'payload':
			return button('quick_reply', place.index, { type: 'payload', payload: text });
		case 'code':
			return button('copy_code', place.index, { type: 'coupon_code', coupon_code: text });
	}
}

function button(
	subType: NonNullable<TemplateComponent['sub_type']>,
	index: number,
	parameter: TemplateParameter,
): TemplateComponent {
	return { type: 'button', sub_type: subType, index: String(index), parameters: [parameter] };
}

function mediaParameter(kind: HeaderMedia, value: VariableValue): TemplateParameter {
	if (!('media' in value)) throw new TypeError('A header needs a file');
	const { media, fileName } = value;
	if (kind === 'image') return { type: 'image', image: media };
	if (kind === 'video') return { type: 'video', video: media };
	return {
		type: 'document',
		document: fileName === undefined ? media : { ...media, filename: fileName },
	};
}
