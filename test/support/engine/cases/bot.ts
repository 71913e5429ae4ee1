import { byId } from '../mavibot';
import { casesOf } from './types';

const VARIABLES = {
	variables: {
		variable: [
			{ name: 'client.city', value: 'Kazan' },
			{ name: 'номер заказа', value: '17' },
		],
	},
};
const VARIABLES_SENT = { 'client.city': 'Kazan', 'номер заказа': '17' };
const LATER = { sendWhen: 'afterDelay', timeShift: 1.5, timeShiftUnit: 'minutes' };
const OPTIONS = { options: { resumeBot: true } };
const REST = { ...VARIABLES, ...LATER, ...OPTIONS };
const REST_SENT = { ...VARIABLES_SENT, time_shift: 90, resume_bot: true };
const SUCCESS = [expect.objectContaining({ status: 'success' })];

const PASSED_ON = {
	who: { id: 101 },
	phone: '15550101',
	mail: 'anna@example.com',
	user: '777000101',
	bot: 'tea_shop_bot',
	what: 'Hello',
};

export const botCases = casesOf('bot', {
	start: {
		action: 'callback',
		smallest: { parameters: { clientId: byId('101') }, body: { client_id: '101' } },
		fullest: {
			parameters: {
				findClientBy: 'phone',
				clientPhone: '15550101',
				message: 'order_paid',
				...REST,
			},
			body: { client_phone: '15550101', message: 'order_paid', ...REST_SENT },
		},
		output: SUCCESS,
		needs: { field: 'clientId', inWords: 'Client is empty' },
	},
	startTelegram: {
		action: 'tg_callback',
		smallest: {
			parameters: { groupId: byId('tea_shop_bot'), userId: '777000101', message: 'hi' },
			body: { group_id: 'tea_shop_bot', user_id: '777000101', message: 'hi' },
		},
		fullest: {
			parameters: {
				groupId: byId('tea_shop_bot'),
				userId: 777000101,
				message: 'hi',
				...REST,
			},
			body: { group_id: 'tea_shop_bot', user_id: '777000101', message: 'hi', ...REST_SENT },
		},
		output: SUCCESS,
		needs: { field: 'userId', inWords: 'Telegram User ID is empty' },
	},
	startWhatsApp: {
		action: 'whatsapp_callback',
		smallest: { parameters: { phone: '15550102' }, body: { phone: '15550102' } },
		fullest: {
			parameters: {
				phone: '15550102',
				botId: byId('34810'),
				name: 'Boris',
				message: 'hi',
				...REST,
			},
			body: { phone: '15550102', bot_id: '34810', name: 'Boris', message: 'hi', ...REST_SENT },
		},
		output: SUCCESS,
		needs: { field: 'phone', inWords: 'Phone is empty' },
	},
	startEmail: {
		action: 'email_callback',
		smallest: {
			parameters: { email: 'clara@example.com' },
			body: { email: 'clara@example.com' },
		},
		fullest: {
			parameters: {
				email: 'dora@example.com',
				emailIdBot: 'shop@example.com',
				name: 'Dora',
				message: 'hi',
				...REST,
			},
			body: {
				email: 'dora@example.com',
				email_id_bot: 'shop@example.com',
				name: 'Dora',
				message: 'hi',
				...REST_SENT,
			},
		},
		output: SUCCESS,
		needs: { field: 'email', inWords: 'Email is empty' },
	},
	startMany: {
		action: 'send_callback_by_platform_id',
		smallest: {
			parameters: { platformIds: '777000101', callbackText: 'hi' },
			body: { platform_ids: ['777000101'], callback_text: 'hi' },
		},
		fullest: {
			parameters: {
				platformIds: '={{ [777000101, "15550102@s.whatsapp.net"] }}',
				callbackText: 'hi',
				groupId: byId('tea_shop_bot'),
				sendWhen: 'atTime',
				sendTime: '2055-01-15T18:00:00',
				projectTimeZone: 'Europe/London',
			},
			body: {
				platform_ids: ['777000101', '15550102@s.whatsapp.net'],
				callback_text: 'hi',
				group_id: 'tea_shop_bot',
				send_time: '2055-01-15 17:00:00',
			},
		},
		output: [expect.objectContaining({ status: 'success', platform_id: '777000101' })],
		needs: { field: 'platformIds', inWords: 'Messenger IDs is empty' },
		isBulk: true,
	},
	forward: {
		action: 'callback',
		smallest: { parameters: {}, item: { client_id: '101' }, body: { client_id: '101' } },
		fullest: {
			parameters: {
				forwardTo: 'message',
				places: {
					valueClientId: 'who.id',
					valuePhone: 'phone',
					valueEmail: 'mail',
					valueUserId: 'user',
					valueGroupId: 'bot',
					valueMessage: 'what',
				},
			},
			item: PASSED_ON,
			action: 'message',
			query: {
				delimiter: '.',
				delimiter_value_client_id: 'who.id',
				value_phone: 'phone',
				value_email: 'mail',
				value_user_id: 'user',
				value_group_id: 'bot',
				value_message: 'what',
			},
			body: PASSED_ON,
		},
		output: SUCCESS,
	},
});
