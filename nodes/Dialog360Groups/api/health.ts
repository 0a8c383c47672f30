import type { ApiClient } from './client';
import { asObject, asObjects, asText } from './wire';

/** Whether the number can send, as Meta sees it. Source: Meta, "Messaging Health Status". */
export interface Health {
	/** `AVAILABLE`, `LIMITED` or `BLOCKED`. */
	canSend?: string;
	/** What stands in the way, in Meta's words. */
	reasons: string[];
}

export async function getHealth(client: ApiClient): Promise<Health> {
	const { body } = await client.send({ method: 'GET', path: ['health_status'] });
	const { can_send_message: canSend, entities } = asObject(body.health_status);
	const reasons = asObjects(entities).flatMap(({ errors, additional_info: more }) => [
		...asObjects(errors).map((error) =>
			[asText(error.error_description), asText(error.possible_solution)].filter(Boolean).join(' '),
		),
		...(Array.isArray(more) ? more.flatMap((text: unknown) => asText(text) ?? []) : []),
	]);
	const canSendText = asText(canSend)?.toUpperCase();
	return { canSend: canSendText, reasons: [...new Set(reasons.filter((text) => text !== ''))] };
}
