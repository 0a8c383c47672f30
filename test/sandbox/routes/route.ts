import type { Handler } from '../api/call';

/** One endpoint of the API. */
export interface Route {
	method: 'GET' | 'POST' | 'DELETE';
	url: string;
	handle: Handler;
}
