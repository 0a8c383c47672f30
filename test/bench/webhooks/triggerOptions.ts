import { asArray, asObject, asString, type JsonObject } from '../../n8n/json';
import { PACKAGE_NAME } from '../../n8n/package';
import type { Host } from '../host';

/** The full name of this package's trigger. */
export const TRIGGER = `${PACKAGE_NAME}.dialog360GroupsTrigger`;

const ALL_EVENTS = '*';

function find(entries: unknown, name: string, place: string): JsonObject {
	const found = asArray(entries, place)
		.map((entry) => asObject(entry, place))
		.find((entry) => entry.name === name);
	return asObject(found, `"${name}" in ${place}`);
}

function choices(field: JsonObject, place: string): string[] {
	return asArray(field.options, place).map((entry) =>
		asString(asObject(entry, place).value, place),
	);
}

async function fieldsOfTrigger({ client }: Host): Promise<unknown> {
	return asObject((await client.nodeTypes()).get(TRIGGER), TRIGGER).properties;
}

/** @returns the way of acknowledging that the trigger offers beside its default */
export async function otherAcknowledgement(host: Host): Promise<string> {
	const options = find(await fieldsOfTrigger(host), 'options', "the trigger's fields");
	const field = find(options.options, 'acknowledge', "the trigger's options");
	const other = choices(field, 'acknowledge').find((choice) => choice !== field.default);
	return asString(other, 'another way of acknowledging than the default');
}

/** @returns one event that the trigger can listen to, and not the one given */
export async function eventOtherThan(host: Host, event: string): Promise<string> {
	const field = find(await fieldsOfTrigger(host), 'events', "the trigger's fields");
	const events = choices(field, 'events');
	if (!events.includes(event)) throw new Error(`The trigger has no event ${event}`);
	const other = events.find((choice) => choice !== event && choice !== ALL_EVENTS);
	return asString(other, 'another event');
}
