import { invalidParameter } from '../errors';
import { isRecord, isString } from '../input';
import { type ApiCall, UnreadableBody } from './call';

/** Out: the JSON body. Throws 100 if it is none, or lacks `messaging_product` (reference 2). */
export function needBody({ body }: ApiCall): Record<string, unknown> {
	if (body instanceof UnreadableBody) throw invalidParameter('The body is not valid JSON.');
	if (!isRecord(body)) throw invalidParameter('The body must be a JSON object.');
	needMessagingProduct(body.messaging_product);
	return body;
}

/** Throws 100 unless the value is `whatsapp`. */
export function needMessagingProduct(value: unknown): void {
	if (value !== 'whatsapp') {
		throw invalidParameter('The parameter messaging_product is required and must be "whatsapp".');
	}
}

/** Out: a parameter of the path; the route's pattern says that it is there. */
export function pathParameter({ params }: ApiCall, name: string): string {
	return params[name] ?? '';
}

/** Out: the text, or nothing if the parameter is missing. Throws 100 if it is not a text. */
export function optionalText(value: unknown, name: string): string | undefined {
	if (value === undefined) return undefined;
	if (!isString(value)) throw invalidParameter(`The parameter ${name} must be a string.`);
	return value;
}
