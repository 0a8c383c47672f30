import { UnreadableBody, type Answer, type ApiCall } from '../api/call';
import { pathParameter } from '../api/input';
import { NativeError } from '../errors';
import { business } from '../ids';
import { isRecord, isString } from '../input';
import type { Readings } from '../readings';
import type { TemplateStore } from '../state/templates';
import type { Route } from './route';
import { TemplateInput } from './templateInput';
import { TemplateRefusal } from './templateRefusal';
import { templateView } from './templateView';

/** Most rows of one page, and how many there are if nobody says (reference 5). */
const longestPage = 1000;

function wholeNumber(value: unknown, name: string, missing: number, least: number): number {
	if (value === undefined) return missing;
	const number = isString(value) && /^\d{1,9}$/.test(value) ? Number(value) : -1;
	if (number >= least) return number;
	throw new NativeError(400, `${name} must be a whole number from ${least} on`);
}

/** The query's `filters`: a JSON object of wanted values, as public code sends it. */
function readFilters(value: unknown): Record<string, unknown> {
	try {
		const filters: unknown = isString(value) ? JSON.parse(value) : (value ?? {});
		if (isRecord(filters)) return filters;
	} catch {
		// Said below.
	}
	throw new NativeError(400, 'filters must be a JSON object');
}

class TemplateCalls {
	private readonly input: TemplateInput;

	constructor(
		private readonly store: TemplateStore,
		private readonly readings: Readings,
	) {
		this.input = new TemplateInput(readings);
	}

	list({ query }: ApiCall): Answer {
		const limit = Math.min(wholeNumber(query.limit, 'limit', longestPage, 1), longestPage);
		const offset = wholeNumber(query.offset, 'offset', 0, 0);
		const filters = readFilters(query.filters);
		const sort = isString(query.sort) ? query.sort.split(',') : ['id'];
		const found = this.store
			.all()
			.map((template) => templateView(template, this.readings))
			.filter((row) => Object.entries(filters).every(([key, value]) => row[key] === value));
		const waba_templates = found.slice(offset, offset + limit);
		const count = waba_templates.length;
		const body = { count, filters, limit, offset, sort, total: found.length, waba_templates };
		return { status: 200, body };
	}

	create({ body }: ApiCall): Answer {
		const { templateRefusal, templateAnswer } = this.readings;
		const spec = this.input.read(body instanceof UnreadableBody ? undefined : body);
		const { name, language = '' } = spec;
		if (this.store.find(name, language)) throw TemplateRefusal.ofKind(templateRefusal, 2388024);
		if (this.store.isBurnt(name, language)) throw TemplateRefusal.ofKind(templateRefusal, 2388023);
		const template = this.store.submit(spec);
		if (templateAnswer === 'legacy') {
			// Public code for 360dialog expects a 201.
			return { status: 201, body: templateView(template, this.readings) };
		}
		const { id, status, category } = template;
		return { status: 200, body: { id, status: status.toUpperCase(), category } };
	}

	/** Deletes all languages of a template. */
	delete(call: ApiCall): Answer {
		const name = pathParameter(call, 'name');
		if (this.store.delete(name) === 0) throw new NativeError(404, 'Template not found');
		if (this.readings.templateAnswer === 'meta') return { status: 200, body: { success: true } };
		const developer_message = `template name=${name} in waba_account_id=${business.wabaId} was deleted`;
		return { status: 200, body: { meta: { success: true, http_code: 200, developer_message } } };
	}
}

/** Lists, creates and deletes message templates (reference 5). */
export function templateRoutes(store: TemplateStore, readings: Readings): Route[] {
	const url = '/v1/configs/templates';
	const calls = new TemplateCalls(store, readings);
	return [
		{ method: 'GET', url, handle: (call) => calls.list(call) },
		{ method: 'POST', url, handle: (call) => calls.create(call) },
		{ method: 'DELETE', url: `${url}/:name`, handle: (call) => calls.delete(call) },
	];
}
