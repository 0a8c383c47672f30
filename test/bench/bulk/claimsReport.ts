import type { Figure } from '../results';
import { formatNumbers } from '../table';
import { bound, type Claim, holds } from './claims';

/** @returns a line for each claim that something was measured for */
export function describeClaims(
	claims: readonly Claim[],
	figures: Readonly<Record<string, Figure>>,
): string {
	const lines = claims.flatMap((claim) => {
		const { [claim.figure]: figure } = figures;
		if (!figure) return [];
		const value = String(Number(figure.value.toPrecision(3)));
		return [[claim.text, value, bound(claim), holds(claim, figure) ? 'yes' : 'NO']];
	});
	return formatNumbers(['claim', 'measured', 'must be', 'holds'], lines);
}
