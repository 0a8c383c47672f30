/** @returns the name of the run that the figures of a part of the bench belong to: each part can be measured by itself */
export const runOf = (part: string) => `bulk, ${part}`;
