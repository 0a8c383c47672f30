import type { Activity } from '../activity';
import type { Changes } from '../changes';
import { nowInSeconds } from '../clock';
import { ApiError } from '../errors';
import type { Random } from '../random';
import { Timers } from '../timers';
import type { Template, TemplateSpec, TemplateStatus } from '../types';
import { renderTemplate, type TemplateUse } from './templateRender';

export interface TemplateStoreOptions {
	random: Random;
	activity: Activity;
	changes: Changes;
	/** Time from submission to decision; 0 is never. */
	approvalMs: number;
	linkOf: TemplateUse['linkOf'];
	/** Called whenever a template was decided about. */
	onDecision: (template: Template) => void;
}

const defaultReason = 'INVALID_FORMAT';

/** What a template has that nobody has given components to. */
const plainBody = { type: 'BODY', text: 'Hello from the sandbox.' } as const;

/** The message templates of the account (reference 5). */
export class TemplateStore {
	private readonly templates: Template[] = [];
	/** Names and languages of approved templates that were deleted. */
	private readonly burnt = new Set<string>();
	private readonly rejections: string[] = [];
	private readonly timers = new Timers();

	constructor(private readonly options: TemplateStoreOptions) {}

	/** Oldest first. */
	all(): readonly Template[] {
		return this.templates;
	}

	find(name: string, language: string): Template | undefined {
		return this.templates.find((one) => one.name === name && one.language === language);
	}

	/** Whether an approved template of that name and language was deleted not long ago. */
	isBurnt(name: string, language: string): boolean {
		return this.burnt.has(`${name} ${language}`);
	}

	/**
	 * Out: the template, ready to be sent. Throws 132001 if there is none in this language or it is
	 * not approved, 132015 if it is paused and 132016 if it is disabled.
	 */
	need(name: string, language: string): Template {
		const template = this.find(name, language);
		if (template?.status === 'paused') throw new ApiError(132015);
		if (template?.status === 'disabled') throw new ApiError(132016);
		if (template?.status === 'approved') return template;
		throw new ApiError(132001, `template name (${name}) does not exist in ${language}`);
	}

	/**
	 * In: an approved template, `template.components` as it was sent, and to whom. Out: the text of the
	 * body. Throws an ApiError if the parameters do not fit.
	 */
	render(
		template: Template,
		components: unknown,
		recipientType: TemplateUse['recipientType'] = 'individual',
	): { text: string } {
		const { linkOf } = this.options;
		return { text: renderTemplate(template, components, { recipientType, linkOf }) };
	}

	/** Makes a template at once. Throws a sentence if there is one with that name and language. */
	add(spec: TemplateSpec): Template {
		const { name, language = 'en_US', category = 'UTILITY', status = 'approved' } = spec;
		if (this.find(name, language)) {
			throw new Error(`There is a template "${name}" in ${language} already`);
		}
		const rejected = spec.rejectedReason ?? (status === 'rejected' ? defaultReason : undefined);
		const template: Template = structuredClone({
			id: `1${this.options.random.text(15, '0123456789')}`,
			name,
			language,
			category,
			status,
			components: [...(spec.components ?? [plainBody])],
			...(spec.libraryTemplateName === undefined
				? {}
				: { libraryTemplateName: spec.libraryTemplateName }),
			...(rejected === undefined ? {} : { rejectedReason: rejected }),
			createdAt: nowInSeconds(),
		});
		this.templates.push(template);
		this.options.changes.notify();
		return template;
	}

	/** Hands a template in; the decision comes later. */
	submit(spec: TemplateSpec): Template {
		const template = this.add({ ...spec, status: 'pending' });
		const { approvalMs, activity } = this.options;
		if (approvalMs === 0) return template;
		activity.begin();
		this.timers.after(approvalMs, () => {
			const isThere = this.templates.includes(template) && template.status === 'pending';
			const reason = isThere ? this.rejections.shift() : undefined;
			if (isThere) this.setStatus(template, reason === undefined ? 'approved' : 'rejected', reason);
			activity.end();
		});
		return template;
	}

	/** Decides about a template. Throws a sentence if there is none. */
	decide(name: string, language: string, decision: 'approved' | 'rejected', reason?: string): void {
		const template = this.find(name, language);
		if (template === undefined) throw new Error(`There is no template "${name}" in ${language}`);
		this.setStatus(template, decision, reason);
	}

	rejectNext(reason = defaultReason): void {
		this.rejections.push(reason);
	}

	/** Deletes a template in all its languages. Out: how many there were. */
	delete(name: string): number {
		const gone = this.templates.filter((one) => one.name === name);
		for (const template of gone) {
			this.templates.splice(this.templates.indexOf(template), 1);
			if (template.status === 'approved') this.burnt.add(`${name} ${template.language}`);
		}
		this.options.changes.notify();
		return gone.length;
	}

	/** Forgets every template. */
	reset(): void {
		this.stop();
		this.templates.length = 0;
		this.rejections.length = 0;
		this.burnt.clear();
	}

	/** Stops all timers. */
	stop(): void {
		this.timers.stopAll();
	}

	private setStatus(template: Template, status: TemplateStatus, reason = defaultReason): void {
		template.status = status;
		if (status === 'rejected') template.rejectedReason = reason;
		else delete template.rejectedReason;
		this.options.onDecision(structuredClone(template));
		this.options.changes.notify();
	}
}
