let subjects = 0;

/** A subject that no other test uses: what is unconfirmed is remembered for the whole process. */
export function newSubject(): string {
	return `Subject ${subjects++}`;
}
