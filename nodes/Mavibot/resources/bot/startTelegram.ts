import type { INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../shared/operation';
import { botLocator } from '../../shared/fields/bot';
import { callbackOptions } from '../../shared/fields/callback';
import { asRequired } from '../../shared/fields/checks';
import { sendWhenFields } from '../../shared/fields/sendWhen';
import { variableFields, variablesBesideFields } from '../../shared/fields/variables';
import { botIdOf, telegramIdOf } from '../../shared/values/ids';
import { requiredText } from '../../shared/values/scalars';

const groupId = botLocator({
	displayName: 'Telegram Bot',
	name: 'groupId',
	required: true,
	searchListMethod: 'searchTelegramBots',
	placeholder: 'e.g. tea_shop_bot',
	description: 'The bot, by its name in Telegram, which ends in "bot"',
	routing: {
		send: {
			type: 'body',
			property: 'group_id',
			preSend: [asRequired('group_id', 'Telegram Bot', botIdOf)],
		},
	},
});

const userId: INodeProperties = {
	displayName: 'Telegram User ID',
	name: 'userId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 777000101',
	description: 'The ID of the user in Telegram, a number',
	routing: {
		send: {
			type: 'body',
			property: 'user_id',
			preSend: [asRequired('user_id', 'Telegram User ID', telegramIdOf)],
		},
	},
};

const callbackText: INodeProperties = {
	displayName: 'Callback Text',
	name: 'message',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. order_paid',
	description: "The text that the bot's scheme waits for. The user does not see it.",
	routing: {
		send: {
			type: 'body',
			property: 'message',
			preSend: [asRequired('message', 'Callback Text', requiredText)],
		},
	},
};

/** Method `tg_callback`: starts the bot for a Telegram user. */
export const startTelegram: Operation = {
	option: {
		name: 'Start in Telegram',
		value: 'startTelegram',
		action: 'Start bot for Telegram user',
		description: 'Start a Telegram bot for a user, known by the ID in Telegram',
		routing: {
			request: { method: 'POST', url: '/tg_callback' },
			send: { preSend: [variablesBesideFields] },
		},
	},
	fields: [groupId, userId, callbackText, ...variableFields, ...sendWhenFields, callbackOptions],
};
