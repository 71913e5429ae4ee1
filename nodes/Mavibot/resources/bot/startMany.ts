import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../fields/field';
import { asItemContent } from '../../answers/output';
import { inBulk } from '../../running/inBulk';
import { botLocator } from '../../fields/bot';
import { platformIds } from '../../fields/client';
import { sendWhenFields, timeOf } from '../../fields/sendWhen';
import type { Operation } from '../../running/operation';
import { isExpression } from '../../input/parameters';
import { requiredIdList } from '../../input/idList';
import { botIdOf, messengerIdOf, samePerson } from '../../input/ids';
import { optional, requiredText } from '../../input/scalars';

const notice: Field = {
	displayName:
		'The bot starts for every client that has one of these IDs, those of all input items together.',
	name: 'startManyNotice',
	type: 'notice',
	default: '',
};

const callbackText: Field = {
	displayName: 'Text for the Bot',
	name: 'callbackText',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order_paid',
	description:
		"The text that a block of the bot waits for, in Mavibot's words a callback. The clients do not see it.",
};

const groupId = botLocator({
	displayName: 'Bot',
	name: 'groupId',
	searchListMethod: 'searchBots',
	placeholder: 'e.g. tea_shop_bot',
	description: 'Start this bot only; left empty, every client of the project with one of these IDs',
});

const { execute, routing } = inBulk({
	method: 'send_callback_by_platform_id',
	read(get, timeZone) {
		const bot = optional(
			get('groupId', '', { extractValue: true }),
			'Bot',
			() => isExpression(get, 'groupId'),
			botIdOf,
		);
		const rest: IDataObject = {
			callback_text: requiredText(get('callbackText'), 'Text for the Bot'),
			...(bot === undefined ? {} : { group_id: bot }),
			...timeOf(get, timeZone),
		};
		return {
			values: requiredIdList(get('platformIds'), 'Messenger IDs', messengerIdOf, samePerson),
			rest,
		};
	},
	sameFor: samePerson,
	body: (platform_ids, rest) => ({ platform_ids, ...rest }),
	results: (answer, ids) => ids.map((platform_id) => [{ ...asItemContent(answer), platform_id }]),
});

/** Method `send_callback_by_platform_id`. */
export const startMany: Operation = {
	option: {
		name: 'Start for Many',
		value: 'startMany',
		action: 'Start bot for many clients',
		description:
			'Start the bot for every client with one of these messenger IDs. It reaches many people at once.',
		routing,
	},
	fields: [notice, platformIds, callbackText, groupId, ...sendWhenFields],
	execute,
};
