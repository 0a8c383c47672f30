type Task = () => Promise<void> | void;

/** What is to be undone at the end, however the end comes. */
export class Cleanup {
	private readonly tasks: Task[] = [];

	private running?: Promise<void>;

	add(task: Task): void {
		this.tasks.push(task);
	}

	/** Undoes everything once, newest first; whoever asks again waits for the same end. */
	run(): Promise<void> {
		this.running ??= this.runAll();
		return this.running;
	}

	private async runAll(): Promise<void> {
		const problems: unknown[] = [];
		for (let task = this.tasks.pop(); task; task = this.tasks.pop()) {
			try {
				await task();
			} catch (problem) {
				// What is left must be undone all the same.
				problems.push(problem);
			}
		}
		if (problems.length > 0) throw new AggregateError(problems, 'Not everything could be undone');
	}
}
