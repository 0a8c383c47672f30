import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const documented = join(__dirname, 'samples');
const fixtures = join(__dirname, '../fixtures/webhooks');

/** Kinds of messages and statuses that the sandbox sends itself (4.3, 4.4). */
const sentToo =
	/^messages\.(group_reply_inbound|individual_text_inbound|individual_status_read|group_status_(sent|failed|delivered.*|read_.*))\.json$/;

const files = new Map(
	[
		...readdirSync(documented).map((file) => join(documented, file)),
		...readdirSync(fixtures)
			.filter((file) => sentToo.test(file))
			.map((file) => join(fixtures, file)),
	].map((path) => [basename(path, '.json'), path] as const),
);

/** The webhooks that the schemas must accept, by `<field>.<variant>`. */
export const sampleNames = [...files.keys()].sort();

export function sample(name: string): unknown {
	return JSON.parse(readFileSync(files.get(name) ?? name, 'utf8'));
}
