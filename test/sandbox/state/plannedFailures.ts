import type { GroupSetting } from '../types';

/** Failures to come, planned by a test or on the page. */
export class PlannedFailures {
	private creations: number[] = [];
	private deletions: number[] = [];
	private messages: number[] = [];
	private updates: Array<{ settings: readonly GroupSetting[]; code: number }> = [];

	planCreations(times: number, code: number): void {
		for (let i = 0; i < times; i++) this.creations.push(code);
	}

	planDeletions(times: number, code: number): void {
		for (let i = 0; i < times; i++) this.deletions.push(code);
	}

	planMessages(times: number, code: number): void {
		for (let i = 0; i < times; i++) this.messages.push(code);
	}

	planUpdates(times: number, settings: readonly GroupSetting[], code: number): void {
		for (let i = 0; i < times; i++) this.updates.push({ settings, code });
	}

	/** Out: the code the next creation fails with, if it is to fail. The plan is used up. */
	takeCreation(): number | undefined {
		return this.creations.shift();
	}

	/** Out: the code the next deletion fails with, if it is to fail. The plan is used up. */
	takeDeletion(): number | undefined {
		return this.deletions.shift();
	}

	/** Out: the code the next message fails with, if it is to fail. The plan is used up. */
	takeMessage(): number | undefined {
		return this.messages.shift();
	}

	/** Out: what fails in the next update, and with which code. The plan is used up. */
	takeUpdate(): { settings: readonly GroupSetting[]; code: number } | undefined {
		return this.updates.shift();
	}
}
