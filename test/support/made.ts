import { InputProblem } from '../../nodes/Mavibot/input/problem';

/** What a function makes of input, or the two lines that a person reads where it is refused. */
export function made(make: () => unknown): unknown {
	try {
		return make();
	} catch (error) {
		if (!(error instanceof InputProblem)) throw error;
		return error.advice === undefined ? error.message : `${error.message}. ${error.advice}`;
	}
}

/** What a person reads where the field F is empty. */
export const NOTHING =
	'F is empty. If the field is an expression, it gave nothing for this item: check the name of the field it reads.';

/** The advice where several values stand in the place of one. */
export const POINT = 'Point the expression at a single value.';
