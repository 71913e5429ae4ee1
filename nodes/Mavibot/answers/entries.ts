import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../input/problem';
import { isObject } from '../input/objects';

/** What is wrong where an entry of a list in an answer is none, so that nothing is left out without a word. */
export const unreadableEntry = (index: number): InputProblem =>
	new InputProblem(
		`Entry ${index + 1} of the answer of Mavibot could not be read`,
		'Mavibot gave no data in its place. Run it again; if this happens again, tell the support of Mavibot.',
	);

/**
 * The entries of a list in an answer, each of which has to be an object.
 *
 * @throws InputProblem that names the first which is none by its place, from 1
 */
export function entriesOf(list: unknown[]): IDataObject[] {
	const index = list.findIndex((entry) => !isObject(entry));
	if (index >= 0) throw unreadableEntry(index);
	return list as IDataObject[];
}
