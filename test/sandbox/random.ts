/** A seeded source of chance (mulberry32), so that two runs with one seed are alike. */
export class Random {
	private state: number;

	constructor(seed: number) {
		this.state = seed >>> 0;
	}

	/** A number from 0 up to, but not including, 1. */
	next(): number {
		this.state = (this.state + 0x6d2b79f5) >>> 0;
		let mixed = this.state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	}

	/** Whether something of that chance, from 0 to 1, happens. Draws nothing when it cannot happen. */
	chance(likelihood: number): boolean {
		return likelihood > 0 && this.next() < likelihood;
	}

	/** A whole number between the two, both included. */
	integer(minimum: number, maximum: number): number {
		return minimum + Math.floor(this.next() * (maximum - minimum + 1));
	}

	/** One of the choices; `undefined` if there is none. */
	pick<T>(choices: readonly T[]): T | undefined {
		return choices.length < 2 ? choices[0] : choices[this.integer(0, choices.length - 1)];
	}

	/** So many characters of the alphabet. */
	text(length: number, alphabet: string): string {
		let text = '';
		while (text.length < length) text += alphabet.charAt(this.integer(0, alphabet.length - 1));
		return text;
	}
}
