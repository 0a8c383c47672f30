import type { MessageBody } from '../../api/messages';
import type { Template } from '../../api/templates';
import type { TemplateComponent } from '../../template';

/** The message that a filled template makes; `mediaId` is the file in its header. */
export function templateMessage(
	{ name, language }: Template,
	components: readonly TemplateComponent[],
): MessageBody & { mediaId?: string } {
	return {
		type: 'template',
		content: {
			name,
			language: { code: language },
			...(components.length === 0 ? {} : { components: [...components] }),
		},
		mediaId: mediaIdIn(components),
	};
}

function mediaIdIn(components: readonly TemplateComponent[]): string | undefined {
	const [file] = components
		.flatMap(({ parameters }) => parameters)
		.flatMap((parameter) => {
			if (parameter.type === 'image') return [parameter.image];
			if (parameter.type === 'video') return [parameter.video];
			return parameter.type === 'document' ? [parameter.document] : [];
		});
	return file && 'id' in file ? file.id : undefined;
}
