import type { Answer } from '../api/call';
import type { Readings } from '../readings';

/** The disputed sync body of update, delete and remove (reference 2.4, 2.5, 2.8). */
export function writeAnswer(readings: Readings, requestId: string, status = 200): Answer {
	switch (readings.writeAnswer) {
		case 'success_true':
			return { status, body: { success: true } };
		case 'success_string':
			return { status, body: { success: 'true' } };
		case 'request_id':
			return { status, body: { messaging_product: 'whatsapp', request_id: requestId } };
		case 'empty':
			return { status };
	}
}

/** The status of an answer in which only some entries succeeded (reference 2.7, 7.1). */
export function partialStatus(readings: Readings): number {
	return readings.partialSuccess === '206' ? 206 : 200;
}
