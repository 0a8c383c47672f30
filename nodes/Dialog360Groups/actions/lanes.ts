export interface Task {
	/** Tasks in the same lane run one after the other, in order. */
	lane: string;
	/** Must not reject. */
	run: () => Promise<void>;
}

/**
 * Runs tasks side by side, at most `mostAtOnce`, each lane in its order; lanes begin in the order of their first task.
 */
export async function runInLanes(tasks: Iterable<Task>, mostAtOnce: number): Promise<void> {
	const waiting = lanesOf(tasks).values();
	const work = async () => {
		for (const lane of waiting) {
			for (const task of lane) await task.run();
		}
	};
	await Promise.all(Array.from({ length: mostAtOnce }, work));
}

function lanesOf(tasks: Iterable<Task>): Map<string, Task[]> {
	const lanes = new Map<string, Task[]>();
	for (const task of tasks) {
		const lane = lanes.get(task.lane);
		if (lane) lane.push(task);
		else lanes.set(task.lane, [task]);
	}
	return lanes;
}
