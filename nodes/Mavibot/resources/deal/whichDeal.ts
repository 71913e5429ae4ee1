import { requestOf } from '../../api/methods';
import { NothingFound } from '../../answers/failures';
import { isNoId } from '../../answers/nothingFound';
import { choiceField, chosen, type Choice } from '../../fields/choice';
import { type Field, sendRequired } from '../../fields/field';
import { askFirst, beforeSending, type Question } from '../../input/beforeSending';
import { dealIdOf } from '../../input/ids';
import { isObject } from '../../input/objects';
import { parametersOf, type GetParameter } from '../../input/parameters';
import { InputProblem } from '../../input/problem';
import { askBesides } from '../../running/besides';

const WHICH_DEAL: Choice<'current' | 'orderId'> = {
	displayName: 'Which Deal',
	name: 'whichDeal',
	options: [
		{
			name: 'Current Deal of the Client',
			value: 'current',
			description: 'The one that Mavibot takes for the current one',
		},
		{ name: 'By ID', value: 'orderId', description: 'As in order_id behind Deal: Get Many' },
	],
	default: 'current',
	description: 'Which of the deals of the client it is',
};

/** Whether the current deal is meant, and not one by its ID. */
export const isCurrent = (get: GetParameter): boolean => chosen(get, WHICH_DEAL) === 'current';

const orderId: Field = {
	displayName: 'Deal ID',
	name: 'orderId',
	type: 'string',
	required: true,
	displayOptions: { show: { whichDeal: ['orderId'] } },
	default: '',
	placeholder: 'e.g. 40632',
	description: 'The ID of the deal in Mavibot',
	routing: sendRequired('order_id', 'Deal ID', dealIdOf),
};

/** @throws InputProblem where there is none, before anything is changed */
const askForCurrentDeal: Question = async function (data) {
	const { client_id } = data;
	const request = { ...requestOf('get_current_order_id'), body: { client_id } };
	const answer = await askBesides(this, request).catch((error: unknown) => {
		if (error instanceof NothingFound) return undefined;
		throw error;
	});
	const order_id = isObject(answer) ? answer.order_id : answer;
	if (isNoId(order_id)) {
		throw new InputProblem(
			`Mavibot knows no current deal of the client ${String(client_id)}`,
			'The client has no deal that is going on, or there is no such client. Make one with Deal: Create, or choose Which Deal: By ID.',
		);
	}
	data.order_id = dealIdOf(order_id, 'The current deal');
};

/** The choice, for an operation that takes the ID alone: that of the current deal is asked for just before. */
export const whichDealChoice: Field = {
	...choiceField(WHICH_DEAL),
	routing: {
		send: {
			preSend: [
				beforeSending(function (data) {
					if (isCurrent(parametersOf(this))) askFirst(data, askForCurrentDeal);
				}),
			],
		},
	},
};

/** The deal of such an operation. */
export const whichDeal: Field[] = [whichDealChoice, orderId];

/** The same of a method that takes the current deal where it is told none. */
export const whichDealIfAny: Field[] = [choiceField(WHICH_DEAL), orderId];
