import { nowInSeconds } from '../clock';
import { business } from '../ids';
import type { Template } from '../types';
import type { Webhook } from './payloads';

/**
 * In: a template that was just decided about. Out: the webhook that tells it, as Meta documents the
 * field `message_template_status_update`; it is no news of a group and has no metadata.
 */
export function templateStatusWebhook(template: Template): Webhook {
	const field = 'message_template_status_update';
	const value = {
		event: template.status.toUpperCase(),
		message_template_id: Number(template.id),
		message_template_name: template.name,
		message_template_language: template.language,
		reason: template.rejectedReason ?? 'NONE',
	};
	const entry = [{ id: business.wabaId, time: nowInSeconds(), changes: [{ value, field }] }];
	return { field, type: value.event, payload: { object: 'whatsapp_business_account', entry } };
}
