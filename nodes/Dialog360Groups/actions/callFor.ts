import { isAboutOnePerson } from '../api/onePerson';

/**
 * Makes one call for several people. If WhatsApp refuses it as a whole because of one of them, nothing was done, and
 * each gets a call of their own, so that the others don't suffer.
 *
 * @param people none for no call at all
 * @returns how the call ended that concerned a person
 */
export async function callFor<Person, Result>(
	people: readonly Person[],
	call: (people: Person[]) => Promise<Result>,
): Promise<Map<Person, PromiseSettledResult<Result>>> {
	const ends = new Map<Person, PromiseSettledResult<Result>>();
	if (people.length === 0) return ends;
	const [together] = await Promise.allSettled([call([...people])]);
	const oneByOne =
		people.length > 1 && together.status === 'rejected' && isAboutOnePerson(together.reason);
	for (const person of people) {
		const [end] = oneByOne ? await Promise.allSettled([call([person])]) : [together];
		ends.set(person, end);
	}
	return ends;
}
