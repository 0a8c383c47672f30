/** What the package adds to the start of n8n, in milliseconds. */
export interface StartTime {
	/** From starting n8n until its editor answers, round by round. */
	without: readonly number[];
	with: readonly number[];
	/** Loading the package with n8n's loader in a process of its own, which a start's own ups and downs don't hide. */
	loading: readonly number[];
}
