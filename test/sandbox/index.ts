export { startSandbox } from './server';
export { readingChoices } from './readings';
export type * from './types';
