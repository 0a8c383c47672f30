import { business } from '../ids';
import type { Readings } from '../readings';
import type { Route } from './route';

/** Whether the number may send (reference 6.5); the usual call to try a key with. */
export function healthStatusRoutes(readings: Readings): Route[] {
	const entities = [
		{ entity_type: 'PHONE_NUMBER', id: business.phoneNumberId },
		{ entity_type: 'WABA', id: business.wabaId },
		{ entity_type: 'BUSINESS', id: '506914307656634' },
		{ entity_type: 'APP', id: '2490821994445123' },
	];
	return [
		{
			method: 'GET',
			url: '/health_status',
			handle: () => {
				const can_send_message = readings.health;
				const health_status = {
					can_send_message,
					entities: entities.map((entity) => ({ ...entity, can_send_message })),
				};
				return { status: 200, body: { id: business.phoneNumberId, health_status } };
			},
		},
	];
}
