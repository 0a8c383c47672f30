import { characters, isRecord, isString } from '../input';
import type { Readings } from '../readings';
import {
	componentsOf,
	inviteTopic,
	type LibraryButton,
	type LibraryEntry,
	templateLibrary,
} from '../state/templateLibrary';
import { areNamed, variablesOf } from '../state/templateText';
import type { TemplateButton, TemplateCategory, TemplateComponent, TemplateSpec } from '../types';
import { TemplateRefusal } from './templateRefusal';

const categories: readonly TemplateCategory[] = ['MARKETING', 'UTILITY', 'AUTHENTICATION'];
const parts = ['HEADER', 'BODY', 'FOOTER', 'BUTTONS'] as const;
const formats = ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'LOCATION'] as const;

/** Longest texts of each component, and most buttons (Meta's overview of templates). */
const longest = { HEADER: 60, BODY: 1024, FOOTER: 60, button: 25, buttons: 10, name: 512 };

/** What 360dialog names the invitation in its own example, although it is a topic (reference 5). */
const topicAsName = 'group_invite_link';

/** Reads what a template is to be created from. */
export class TemplateInput {
	constructor(private readonly readings: Readings) {}

	/** In: the body of the request. Out: the wanted template. Throws 100 if something is wrong. */
	read(body: unknown): TemplateSpec {
		if (!isRecord(body)) throw this.refusal('The body must be a JSON object.');
		const { name, language, category, library_template_name: libraryName } = body;
		if (!isString(name) || !/^[a-z0-9_]+$/.test(name) || name.length > longest.name) {
			throw this.refusal(
				'The template name can only have lowercase letters, digits and underscores, at most 512.',
			);
		}
		if (!isString(language) || !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(language)) {
			throw this.refusal('The language is not supported.');
		}
		const wanted = categories.find((one) => one === category);
		if (wanted === undefined) {
			throw this.refusal('The category must be MARKETING, UTILITY or AUTHENTICATION.');
		}
		const spec = { name, language, category: wanted };
		if (libraryName === undefined) return { ...spec, components: this.components(body.components) };
		if (wanted !== 'UTILITY') {
			throw this.refusal('The category must be UTILITY for templates of the template library.');
		}
		const entry = this.entry(libraryName, language);
		const buttons = this.buttonInputs(entry, body.library_template_button_inputs);
		const components = componentsOf(entry, buttons);
		return { ...spec, components, libraryTemplateName: entry.name };
	}

	private refusal(message: string): TemplateRefusal {
		return new TemplateRefusal(this.readings.templateRefusal, message);
	}

	private entry(name: unknown, language: string): LibraryEntry {
		const byTopic = this.readings.libraryTemplateName === 'topic';
		const entry = templateLibrary.find((one) => {
			const fits = byTopic ? name === topicAsName && one.topic === inviteTopic : one.name === name;
			return fits && one.language === language;
		});
		if (entry !== undefined) return entry;
		throw this.refusal(`The template library has no ${String(name)} in ${language}.`);
	}

	/** Meta documents a list of objects, and shows it as a text. */
	private buttonInputs({ buttons = [] }: LibraryEntry, given: unknown): LibraryButton[] {
		const inputs: unknown = isString(given) ? this.parse(given) : (given ?? []);
		const list: unknown[] = Array.isArray(inputs) ? inputs : [];
		const wanted = buttons.filter(({ type }) => type !== 'QUICK_REPLY');
		if (!Array.isArray(inputs) || list.length !== wanted.length) {
			throw this.refusal(`library_template_button_inputs must have ${wanted.length} entries.`);
		}
		return buttons.map((button) => {
			const index = wanted.indexOf(button);
			return index < 0 ? button : this.buttonInput(button, list[index]);
		});
	}

	private buttonInput(button: LibraryButton, input: unknown): LibraryButton {
		const { type, url, phone_number } = isRecord(input) ? input : {};
		const base = isRecord(url) ? url.base_url : undefined;
		if (type === button.type && type === 'URL' && isString(base) && URL.canParse(base)) {
			return { ...button, url: base };
		}
		if (type === button.type && type === 'PHONE_NUMBER' && isString(phone_number)) {
			return { ...button, phone_number };
		}
		throw this.refusal(`library_template_button_inputs has no right ${button.type} for its place.`);
	}

	private parse(text: string): unknown {
		try {
			return JSON.parse(text);
		} catch {
			throw this.refusal('library_template_button_inputs is no valid JSON.');
		}
	}

	private components(value: unknown): TemplateComponent[] {
		const list: unknown[] = Array.isArray(value) ? value : [];
		const components = list.map((one) => this.component(one));
		const types = components.map(({ type }) => type);
		if (!types.includes('BODY') || new Set(types).size < types.length) {
			throw this.refusal(
				'components must be a list with one BODY, and every other type at most once.',
			);
		}
		return components;
	}

	private component(value: unknown): TemplateComponent {
		const source = isRecord(value) ? value : {};
		const type = parts.find((one) => one === source.type);
		if (type === undefined)
			throw this.refusal(`The type of a component is one of ${parts.join(', ')}.`);
		const example = source.example === undefined ? {} : { example: source.example };
		if (type === 'BUTTONS') return { type, buttons: this.buttons(source.buttons) };
		const format = type === 'HEADER' ? formats.find((one) => one === source.format) : undefined;
		if (type === 'HEADER' && format === undefined) {
			throw this.refusal(`The format of a header is one of ${formats.join(', ')}.`);
		}
		const shape = { type, ...(format === undefined ? {} : { format }), ...example };
		if (format !== undefined && format !== 'TEXT') return shape;
		return { ...shape, text: this.text(type, source.text, source.example) };
	}

	private text(type: 'HEADER' | 'BODY' | 'FOOTER', value: unknown, example: unknown): string {
		if (!isString(value) || value.trim() === '' || characters(value) > longest[type]) {
			throw this.refusal(`The text of ${type} must have 1 to ${longest[type]} characters.`);
		}
		const variables = variablesOf(value);
		const most = { HEADER: 1, BODY: Infinity, FOOTER: 0 }[type];
		const { templateRefusal } = this.readings;
		if (variables.length > most) throw TemplateRefusal.ofKind(templateRefusal, 2388293);
		const inOrder = variables.map(Number).sort((a, b) => a - b);
		if (!areNamed(variables) && inOrder.some((number, index) => number !== index + 1)) {
			throw this.refusal('Variables must be numbered from 1 on, without gaps.');
		}
		if (type === 'BODY' && /^\s*\{\{|\}\}\s*$/.test(value)) {
			throw TemplateRefusal.ofKind(templateRefusal, 2388299);
		}
		if (variables.length > 0 && !isRecord(example)) {
			throw TemplateRefusal.ofKind(templateRefusal, 2388043);
		}
		return value;
	}

	private buttons(value: unknown): TemplateButton[] {
		const list: unknown[] = Array.isArray(value) ? value : [];
		if (list.length === 0 || list.length > longest.buttons) {
			throw this.refusal(`A template has 1 to ${longest.buttons} buttons, or no BUTTONS.`);
		}
		return list.map((one) => {
			const { type, text, url, phone_number, example } = isRecord(one) ? one : {};
			if (!isString(type) || !isString(text) || characters(text) > longest.button) {
				throw this.refusal(`Every button needs a type and a text of at most ${longest.button}.`);
			}
			if (type === 'URL' && !isString(url)) throw this.refusal('A URL button needs a url.');
			return {
				type,
				text,
				...(isString(url) ? { url } : {}),
				...(isString(phone_number) ? { phone_number } : {}),
				...(example === undefined ? {} : { example }),
			};
		});
	}
}
