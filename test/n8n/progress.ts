const TICK_ON_TERMINAL = 1_000;
const TICK_IN_LOG = 15_000;

/** Where progress is shown: a terminal, a file, or a pipe. */
export interface Output {
	isTTY?: boolean;
	columns?: number;
	write(text: string): unknown;
}

/** Says what a long step is doing at the moment. */
export type Report = (detail: string) => void;

/** A fixed number of steps, shown as they happen: "[2/6] Installing n8n 2.41.1 … 01:23". */
export interface Progress {
	/**
	 * Runs one step and shows it until it ends.
	 *
	 * @param title what the step does, e.g. "Starting n8n"
	 * @throws whatever `work` throws, after the line was ended
	 */
	step<T>(title: string, work: (report: Report) => Promise<T>): Promise<T>;
}

function clock(milliseconds: number): string {
	const seconds = Math.round(milliseconds / 1_000);
	const twoDigits = (value: number) => String(value).padStart(2, '0');
	return `${twoDigits(Math.floor(seconds / 60))}:${twoDigits(seconds % 60)}`;
}

/** One line that is redrawn on a terminal and repeated now and then in a log. */
class Line {
	private readonly started = Date.now();

	private readonly timer: NodeJS.Timeout;

	private detail = '';

	constructor(
		private readonly prefix: string,
		private readonly output: Output,
	) {
		this.draw();
		this.timer = setInterval(() => this.draw(), output.isTTY ? TICK_ON_TERMINAL : TICK_IN_LOG);
		this.timer.unref();
	}

	update(detail: string): void {
		if (detail === this.detail) return;
		this.detail = detail;
		this.draw();
	}

	end(result: string): void {
		clearInterval(this.timer);
		this.write(`${this.prefix} … ${clock(this.elapsed())} ${result}`, true);
	}

	private elapsed(): number {
		return Date.now() - this.started;
	}

	private draw(): void {
		const detail = this.detail ? `: ${this.detail}` : '';
		const time = this.elapsed() < TICK_ON_TERMINAL ? '' : ` ${clock(this.elapsed())}`;
		this.write(`${this.prefix}${detail} …${time}`, false);
	}

	private write(text: string, last: boolean): void {
		if (!this.output.isTTY) {
			this.output.write(`${text}\n`);
			return;
		}
		const width = this.output.columns || 80;
		const shown = text.length < width ? text : `${text.slice(0, width - 2)}…`;
		this.output.write(`\r\x1b[2K${shown}${last ? '\n' : ''}`);
	}
}

/**
 * @param total how many steps there will be
 * @param output where to show them; a terminal is redrawn every second, anything else gets a plain
 * line about every 15 seconds
 */
export function createProgress(total: number, output: Output = process.stdout): Progress {
	let count = 0;
	return {
		async step(title, work) {
			count += 1;
			const line = new Line(`[${count}/${total}] ${title}`, output);
			try {
				const result = await work((detail) => line.update(detail));
				line.end('done');
				return result;
			} catch (error) {
				line.end('failed');
				throw error;
			}
		},
	};
}
