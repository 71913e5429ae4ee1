import { dealIdOf, stateIdOf } from '../input/ids';
import { type Field, sendRequired } from './field';

/** The deal that an operation is about. */
export const orderId: Field = {
	displayName: 'Deal ID',
	name: 'orderId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 40632',
	description: 'The ID of the deal in Mavibot',
	routing: sendRequired('order_id', 'Deal ID', dealIdOf),
};

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
