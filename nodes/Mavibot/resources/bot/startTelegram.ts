import { requestOf } from '../../api/methods';
import type { Operation } from '../../running/operation';
import { botLocator } from '../../fields/bot';
import { callbackOptions } from '../../fields/callback';
import { type Field, sendRequired } from '../../fields/field';
import { sendWhenFields } from '../../fields/sendWhen';
import { variableFields, variablesBesideFields } from '../../fields/variables';
import { botIdOf, telegramIdOf } from '../../input/ids';
import { requiredText } from '../../input/scalars';

const groupId = botLocator({
	displayName: 'Telegram Bot',
	name: 'groupId',
	required: true,
	searchListMethod: 'searchTelegramBots',
	placeholder: 'e.g. tea_shop_bot',
	description: 'The bot, by its name in Telegram, which ends in "bot"',
	routing: sendRequired('group_id', 'Telegram Bot', botIdOf),
});

const userId: Field = {
	displayName: 'Telegram User ID',
	name: 'userId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 777000101',
	description: 'The ID of the user in Telegram, a number',
	routing: sendRequired('user_id', 'Telegram User ID', telegramIdOf),
};

const callbackText: Field = {
	displayName: 'Text for the Bot',
	name: 'message',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order_paid',
	description:
		"The text that a block of the bot waits for, in Mavibot's words a callback. The user does not see it.",
	routing: sendRequired('message', 'Text for the Bot', requiredText),
};

/** Method `tg_callback`: starts the bot for a Telegram user. */
export const startTelegram: Operation = {
	option: {
		name: 'Start in Telegram',
		value: 'startTelegram',
		action: 'Start bot for Telegram user',
		description: 'Start a Telegram bot for a user, known by the ID in Telegram',
		routing: {
			request: requestOf('tg_callback'),
			send: { preSend: [variablesBesideFields] },
		},
	},
	fields: [groupId, userId, callbackText, ...variableFields, ...sendWhenFields, callbackOptions],
};
