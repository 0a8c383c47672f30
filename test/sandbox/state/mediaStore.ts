import { createHash } from 'node:crypto';
import { newMediaId } from '../ids';
import type { Random } from '../random';
import type { StoredMedia } from '../types';

/** The bytes of the newest files are kept, up to so many in all, and none that is larger itself. */
const keptBytes = 64 * 1024 * 1024;

const lifetimeMs = 30 * 24 * 60 * 60 * 1000;

/** What came with an upload. */
export interface Upload {
	mimeType: string;
	content: Buffer;
	fileName?: string;
}

interface Stored {
	shown: StoredMedia;
	/** Milliseconds since 1970. */
	until: number;
	content: Buffer | undefined;
}

/** The files that were uploaded, by media id (reference 6.7). */
export class MediaStore {
	private readonly files = new Map<string, Stored>();
	private bytes = 0;

	constructor(
		private readonly random: Random,
		private readonly size: number,
	) {}

	/** Takes a file in. Out: its id. */
	add({ mimeType, content, fileName }: Upload): string {
		const id = newMediaId(this.random);
		const sha256 = createHash('sha256').update(content).digest('hex');
		const at = Date.now();
		const named = fileName === undefined ? {} : { fileName };
		const shown = { id, mimeType, bytes: content.length, sha256, ...named, at: toSeconds(at) };
		const kept = content.length > keptBytes ? undefined : content;
		this.files.set(id, { shown, until: at + lifetimeMs, content: kept });
		this.bytes += kept?.length ?? 0;
		this.forgetOldest();
		return id;
	}

	/** Out: the file, unless it was deleted or is older than 30 days. */
	get(id: string): StoredMedia | undefined {
		return this.living(id)?.shown;
	}

	/** Out: the bytes, if they are still kept. */
	content(id: string): Buffer | undefined {
		return this.living(id)?.content;
	}

	delete(id: string): void {
		const file = this.files.get(id);
		if (file !== undefined) this.dropContent(file);
		this.files.delete(id);
	}

	/** Makes a file as old as files get. */
	expire(id: string): void {
		const file = this.files.get(id);
		if (file !== undefined) file.until = 0;
	}

	/** Oldest first. */
	all(): StoredMedia[] {
		return [...this.files.keys()].flatMap((id) => this.get(id) ?? []);
	}

	private living(id: string): Stored | undefined {
		const file = this.files.get(id);
		return file !== undefined && Date.now() < file.until ? file : undefined;
	}

	private forgetOldest(): void {
		for (const [id, file] of this.files) {
			if (this.bytes <= keptBytes && this.files.size <= this.size) return;
			if (this.bytes > keptBytes) this.dropContent(file);
			if (this.files.size > this.size) this.delete(id);
		}
	}

	private dropContent(file: Stored): void {
		this.bytes -= file.content?.length ?? 0;
		file.content = undefined;
	}
}

function toSeconds(milliseconds: number): number {
	return Math.floor(milliseconds / 1000);
}
