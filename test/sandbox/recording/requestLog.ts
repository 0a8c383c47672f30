import type { RecordedRequest, RequestFilter, RequestLog } from '../types';
import { BoundedLog } from './boundedLog';

function matches(request: RecordedRequest, { method, path, status }: RequestFilter): boolean {
	if (method !== undefined && request.method !== method) return false;
	if (status !== undefined && request.status !== status) return false;
	if (path === undefined) return true;
	return path instanceof RegExp ? request.path.search(path) >= 0 : request.path === path;
}

/** The newest requests to the API. */
export class RequestRecords extends BoundedLog<RecordedRequest> implements RequestLog {
	find(filter: RequestFilter): RecordedRequest[] {
		return this.all().filter((request) => matches(request, filter));
	}

	count(filter: RequestFilter = {}): number {
		return this.find(filter).length;
	}
}
