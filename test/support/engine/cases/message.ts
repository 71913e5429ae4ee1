import { byId } from '../mavibot';
import { casesOf } from './types';

const BUTTONS_FORM = {
	button: [
		{
			text: 'Yes',
			type: 'reply',
			more: { line: 0, indexInLine: 0, shade: 'green', oneTime: true },
		},
		{ text: 'Shop', type: 'inline', url: 'https://example.com', more: { line: 1 } },
		{ text: 'App', type: 'web_app', url: 'https://example.com/app', more: {} },
	],
};
const BUTTONS_SENT = [
	{ text: 'Yes', type: 'reply', color: 'green', line: 0, index_in_line: 0, one_time: 1 },
	{ text: 'Shop', type: 'inline', url: 'https://example.com', line: 1 },
	{ text: 'App', type: 'web_app', web_app: 'https://example.com/app' },
];
const FILE = {
	content: 'file',
	attachmentType: 'image',
	attachmentUrl: 'https://example.com/tea.png',
	message: 'Our tea',
};
const FILE_SENT = {
	attachment_type: 'image',
	attachment_url: 'https://example.com/tea.png',
	message: 'Our tea',
};
const LATER = { sendWhen: 'afterDelay', timeShift: 2, timeShiftUnit: 'hours' };

export const messageCases = casesOf('message', {
	send: {
		action: 'message',
		smallest: {
			parameters: { clientId: byId('101'), message: 'Hello' },
			body: { client_id: '101', message: 'Hello' },
		},
		fullest: {
			parameters: {
				clientId: byId('101'),
				...FILE,
				buttons: BUTTONS_FORM,
				buttonOptions: { hint: 'Choose' },
				...LATER,
			},
			body: {
				client_id: '101',
				...FILE_SENT,
				buttons: { hint: 'Choose', buttons: BUTTONS_SENT },
				time_shift: 7200,
			},
		},
		output: [expect.objectContaining({ status: 'success' })],
		needs: { field: 'message', inWords: 'Text is empty' },
	},
	sendWhatsApp: {
		action: 'whatsapp_message',
		smallest: {
			parameters: { phone: '15550102', message: 'Hello' },
			body: { phone: '15550102', message: 'Hello' },
		},
		fullest: {
			parameters: { phone: '15550102', whatsappBotId: byId('34810'), ...FILE, ...LATER },
			body: { phone: '15550102', whatsapp_bot_id: '34810', ...FILE_SENT, time_shift: 7200 },
		},
		output: [expect.objectContaining({ status: 'success' })],
		needs: { field: 'phone', inWords: 'Phone is empty' },
	},
	broadcast: {
		action: 'broadcast',
		smallest: {
			parameters: { list: '5', message: 'Hello' },
			body: { list: '5', message: 'Hello' },
		},
		fullest: {
			parameters: {
				audience: 'platformIds',
				platformIds: '777000101',
				groupId: byId('tea_shop_bot'),
				content: 'block',
				messageId: byId('201'),
				sendWhen: 'atTime',
				sendTime: '2055-01-15T18:00:00',
				projectTimeZone: 'Asia/Tokyo',
				options: { shift: 1.5 },
			},
			body: {
				platform_ids: ['777000101'],
				group_id: 'tea_shop_bot',
				message_id: '201',
				// 18:00 in Berlin, the zone of the workflow.
				send_time: '2055-01-16 02:00:00',
				shift: 1.5,
			},
		},
		output: [expect.objectContaining({ status: 'success' })],
		needs: { field: 'list', inWords: 'List ID is empty' },
	},
	getHistory: {
		action: 'get_history',
		smallest: {
			parameters: { clientId: byId('101') },
			query: { client_id: '101', limit: '50' },
		},
		fullest: {
			parameters: {
				clientId: byId('101'),
				returnAll: true,
				simplify: false,
				options: { startDate: '2026-11-01T00:00:00', stopDate: '2026-11-30T00:00:00' },
			},
			query: {
				client_id: '101',
				limit: '2000',
				start_date: '01.11.2026',
				stop_date: '30.11.2026',
			},
		},
		output: [],
		needs: { field: 'clientId', inWords: 'Client is empty' },
	},
	clearHistory: {
		action: 'clear_history',
		smallest: { parameters: { clientId: byId('101') }, query: { client_id: '101' } },
		fullest: { parameters: { clientId: byId('101') }, query: { client_id: '101' } },
		output: [{ deleted: true, client_id: '101' }],
		needs: { field: 'clientId', inWords: 'Client is empty' },
	},
});
