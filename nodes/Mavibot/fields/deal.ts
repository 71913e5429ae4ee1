import { stateIdOf } from '../input/ids';
import { type Field, sendRequired } from './field';

/** A state of a funnel. */
export const stateId: Field = {
	displayName: 'State ID',
	name: 'stateId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 37',
	description: 'The ID of the funnel state in Mavibot',
	routing: sendRequired('state_id', 'State ID', stateIdOf),
};
