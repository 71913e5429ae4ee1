import { MESSENGERS } from '../api/messengers';
import { foldedName } from './columns';
import { InputProblem } from './problem';
import { kindOf, requiredWholeNumber } from './scalars';

/** The number of a messenger with this name, in capitals or not; undefined where none is known. */
export function messengerNamed(name: string): number | undefined {
	const known = Object.entries(MESSENGERS).find(
		([, messenger]) => foldedName(messenger) === foldedName(name),
	);
	return known && Number(known[0]);
}

/**
 * A messenger's number (the contract's ClientType), from that or from the messenger's name.
 *
 * @param name of the field, as the form shows it
 * @throws InputProblem where it is neither; any number passes, since others than the known ones can appear
 */
export function messengerOf(value: unknown, name: string): number {
	if (typeof value !== 'string' || /^\s*-?[\d.]*\s*$/.test(value)) {
		return requiredWholeNumber(value, name, { min: 0 });
	}
	const known = messengerNamed(value);
	if (known !== undefined) return known;
	throw new InputProblem(
		`${name} has to be a messenger's name or number, and is ${kindOf(value)}`,
		`The names are ${Object.values(MESSENGERS).join(', ')}.`,
	);
}
