/** What a template consists of, as far as a message made from it needs to know. */
export interface TemplateParts {
	header?: TemplateHeader;
	body?: TemplateText;
	footer?: string;
	/** In the order of the template; a button is addressed by its place among all of them. */
	buttons: TemplateButton[];
	/** The types of everything else, in lower case, e.g. `carousel`. */
	others: string[];
}

export interface TemplateText {
	/** With variables as `{{1}}` or `{{name}}`. */
	text: string;
	/** The examples that were given for the variables when the template was handed in, by number or name. */
	examples: ReadonlyMap<string, string>;
}

export interface TemplateHeader extends TemplateText {
	/** In lower case: `text`, `image`, `video`, `document`, or one that nobody documented yet. */
	format: string;
}

export interface TemplateButton {
	/** In lower case, e.g. `url`, `quick_reply`, `copy_code`, `phone_number`. */
	type: string;
	/** What is written on it. */
	text?: string;
	/** Of a `url` button; what follows the address of the template is a variable at its end. */
	url?: string;
}
