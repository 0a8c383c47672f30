import type { Person } from '../types';

/**
 * Invented people to play with. Their numbers are from ranges kept free for fiction. One hides
 * behind a username, one has not accepted WhatsApp's terms.
 */
export function inventedPeople(): Person[] {
	return [
		{ waId: '12025550111', name: 'Ada Brooks' },
		{ waId: '447700900123', name: 'Ben Okafor' },
		{ waId: '12025550142', name: 'Carla Mendes' },
		{
			waId: '447700900456',
			name: 'Dmitri Wolf',
			username: '@dmitri.wolf',
			userId: 'GB.13491208655302741918',
		},
		{ waId: '12025550178', name: 'Emma Lind', acceptedTerms: false },
	];
}
