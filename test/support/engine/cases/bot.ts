import { byId } from '../mavibot';
import { casesOf, type OperationCase } from './types';

const REST = {
	variables: {
		variable: [
			{ name: 'client.city', value: 'Kazan' },
			{ name: 'номер заказа', value: '17' },
		],
	},
	...{ sendWhen: 'afterDelay', timeShift: 1.5, timeShiftUnit: 'minutes' },
	options: { resumeBot: true },
};
const REST_SENT = { 'client.city': 'Kazan', 'номер заказа': '17', time_shift: 90 };
const TELEGRAM = { groupId: byId('tea_shop_bot'), userId: '777000101', message: 'hi' };

const PASSED_ON = {
	who: { id: 101 },
	tel: '15550101',
	mail: 'anna@example.com',
	what: 'Hello',
};

/** Its request is the item, and has no fields. */
const FORWARD: OperationCase = {
	resource: 'bot',
	operation: 'forward',
	action: 'callback',
	smallest: { parameters: {}, item: { client_id: '101' }, body: { client_id: '101' } },
	fullest: {
		parameters: {
			forwardTo: 'whatsapp_callback',
			valueClientId: 'who.id',
			valuePhone: 'tel',
			valueEmail: 'mail',
			valueMessage: 'what',
		},
		item: PASSED_ON,
		action: 'whatsapp_callback',
		query: {
			delimiter: '.',
			delimiter_value_client_id: 'who.id',
			value_phone: 'tel',
			value_email: 'mail',
			value_message: 'what',
		},
		body: PASSED_ON,
	},
	output: [expect.objectContaining({ status: 'success', client_id: '101' })],
};

export const botCases = [
	...casesOf('bot', {
		start: {
			action: 'callback',
			smallest: { clientId: byId('101') },
			fullest: { findClientBy: 'phone', clientPhone: '15550101', message: 'order_paid', ...REST },
			fullestSent: REST_SENT,
			output: [expect.objectContaining({ status: 'success', client_id: '101' })],
			needs: { clientId: 'Client' },
		},
		startTelegram: {
			action: 'tg_callback',
			smallest: TELEGRAM,
			fullest: { ...TELEGRAM, userId: 777000101, ...REST },
			fullestSent: { user_id: '777000101', ...REST_SENT },
			needs: { userId: 'Telegram User ID' },
		},
		startWhatsApp: {
			action: 'whatsapp_callback',
			smallest: { phone: '15550102' },
			fullest: {
				...{ phone: '15550102', botId: byId('34810'), name: 'Boris', message: 'hi' },
				...REST,
			},
			fullestSent: REST_SENT,
			needs: { phone: 'Phone' },
		},
		startEmail: {
			action: 'email_callback',
			smallest: { email: 'clara@example.com' },
			fullest: {
				...{ email: 'dora@example.com', emailIdBot: 'shop@example.com', name: 'Dora' },
				message: 'hi',
				...REST,
			},
			fullestSent: REST_SENT,
			needs: { email: 'Email' },
		},
		startMany: {
			action: 'send_callback_by_platform_id',
			smallest: { platformIds: '777000101', callbackText: 'hi' },
			smallestSent: { platform_ids: ['777000101'] },
			fullest: {
				platformIds: '={{ [777000101, "15550102@s.whatsapp.net"] }}',
				callbackText: 'hi',
				groupId: byId('tea_shop_bot'),
				sendWhen: 'atTime',
				sendTime: '2055-01-15T18:00:00',
				timeOptions: { projectTimeZone: 'Europe/London' },
			},
			fullestSent: {
				platform_ids: ['777000101', '15550102@s.whatsapp.net'],
				send_time: '2055-01-15 17:00:00',
			},
			output: [expect.objectContaining({ status: 'success', platform_id: '777000101' })],
			needs: { platformIds: 'Messenger IDs' },
			isBulk: true,
		},
	}),
	FORWARD,
];
