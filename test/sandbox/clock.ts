/** Seconds since 1970, the unit of every timestamp in the API. */
export function nowInSeconds(): number {
	return Math.floor(Date.now() / 1000);
}
