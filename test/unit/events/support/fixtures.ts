import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readEvents } from '../../../../nodes/Dialog360Groups/events/readEvents';
import type { GroupEvent } from '../../../../nodes/Dialog360Groups/events/event';

/** Messages and the variants that the documents only describe; beside them, the documented group webhooks. */
const FOLDERS = ['../../../fixtures/webhooks', '../../../contract/samples'].map((folder) =>
	join(__dirname, folder),
);

const files = new Map(
	FOLDERS.flatMap((folder) =>
		readdirSync(folder).map((file) => [file.replace(/\.json$/, ''), join(folder, file)] as const),
	),
);

/** Each webhook as 360dialog delivers it, by `<field>.<variant>`. */
export const FIXTURES = [...files.keys()].sort();

export function fixture(name: string): unknown {
	return readJson(files.get(name) ?? name);
}

export function readJson(path: string): unknown {
	return JSON.parse(readFileSync(path, 'utf8'));
}

export function eventsIn(body: unknown): GroupEvent[] {
	return readEvents(body).map(({ event }) => event);
}
