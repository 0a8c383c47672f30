import type { Handler } from '../api/call';

/** One endpoint of the API. */
export interface Route {
	method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	url: string;
	handle: Handler;
}
