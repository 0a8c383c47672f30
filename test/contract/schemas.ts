import Ajv, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import approveJoinRequests from './schemas/approveJoinRequests.schema.json';
import common from './schemas/common.schema.json';
import createGroup from './schemas/createGroup.schema.json';
import createTemplate from './schemas/createTemplate.schema.json';
import error from './schemas/error.schema.json';
import groupLifecycleUpdate from './schemas/group_lifecycle_update.schema.json';
import groupParticipantsUpdate from './schemas/group_participants_update.schema.json';
import groupSettingsUpdate from './schemas/group_settings_update.schema.json';
import groupStatusUpdate from './schemas/group_status_update.schema.json';
import groupInfo from './schemas/groupInfo.schema.json';
import healthStatus from './schemas/healthStatus.schema.json';
import inviteLink from './schemas/inviteLink.schema.json';
import listGroups from './schemas/listGroups.schema.json';
import listJoinRequests from './schemas/listJoinRequests.schema.json';
import listTemplates from './schemas/listTemplates.schema.json';
import rejectJoinRequests from './schemas/rejectJoinRequests.schema.json';
import mediaFile from './schemas/mediaFile.schema.json';
import mediaInfo from './schemas/mediaInfo.schema.json';
import messages from './schemas/messages.schema.json';
import multiWebhook from './schemas/multiWebhook.schema.json';
import removeMedia from './schemas/removeMedia.schema.json';
import removeParticipants from './schemas/removeParticipants.schema.json';
import removeTemplate from './schemas/removeTemplate.schema.json';
import removeWebhook from './schemas/removeWebhook.schema.json';
import sendMessage from './schemas/sendMessage.schema.json';
import statuses from './schemas/statuses.schema.json';
import template from './schemas/template.schema.json';
import templateLibrary from './schemas/templateLibrary.schema.json';
import uploadMedia from './schemas/uploadMedia.schema.json';
import webhook from './schemas/webhook.schema.json';
import webhookConfig from './schemas/webhookConfig.schema.json';
import writeGroup from './schemas/writeGroup.schema.json';
import writeMultiWebhook from './schemas/writeMultiWebhook.schema.json';

const ajv = new Ajv({
	allErrors: true,
	// References across files bring keywords whose type is stated elsewhere.
	strictTypes: false,
	strictRequired: false,
	schemas: [
		common,
		groupLifecycleUpdate,
		groupParticipantsUpdate,
		groupSettingsUpdate,
		groupStatusUpdate,
		messages,
		statuses,
		template,
	],
});
addFormats(ajv);

const compiled = {
	approveJoinRequests: ajv.compile(approveJoinRequests),
	createGroup: ajv.compile(createGroup),
	createTemplate: ajv.compile(createTemplate),
	error: ajv.compile(error),
	groupInfo: ajv.compile(groupInfo),
	healthStatus: ajv.compile(healthStatus),
	inviteLink: ajv.compile(inviteLink),
	listGroups: ajv.compile(listGroups),
	listJoinRequests: ajv.compile(listJoinRequests),
	listTemplates: ajv.compile(listTemplates),
	mediaFile: ajv.compile(mediaFile),
	mediaInfo: ajv.compile(mediaInfo),
	multiWebhook: ajv.compile(multiWebhook),
	rejectJoinRequests: ajv.compile(rejectJoinRequests),
	removeMedia: ajv.compile(removeMedia),
	removeParticipants: ajv.compile(removeParticipants),
	removeTemplate: ajv.compile(removeTemplate),
	removeWebhook: ajv.compile(removeWebhook),
	sendMessage: ajv.compile(sendMessage),
	templateLibrary: ajv.compile(templateLibrary),
	uploadMedia: ajv.compile(uploadMedia),
	webhook: ajv.compile(webhook),
	webhookConfig: ajv.compile(webhookConfig),
	writeGroup: ajv.compile(writeGroup),
	writeMultiWebhook: ajv.compile(writeMultiWebhook),
} satisfies Record<string, ValidateFunction>;

/** The name of a schema: `{status, body}` of an endpoint's answers, or the body of a webhook. */
export type SchemaName = keyof typeof compiled;

/** In: a schema's name and a value. Out: what is wrong with the value, one sentence each. */
export function violations(name: SchemaName, value: unknown): string[] {
	const validate = compiled[name];
	if (validate(value)) return [];
	return (validate.errors ?? []).map(({ instancePath, message = '', params }) =>
		[instancePath || '(whole)', message, JSON.stringify(params)].join(' '),
	);
}
