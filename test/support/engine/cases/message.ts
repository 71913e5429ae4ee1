import { byId } from '../mavibot';
import { casesOf } from './types';

const ANNA = { clientId: byId('101') };
const BUTTONS_FORM = {
	button: [
		{
			text: 'Yes',
			type: 'reply',
			more: { line: 0, indexInLine: 0, shade: 'green', oneTime: true },
		},
		{ text: 'Shop', type: 'link', url: 'https://example.com', more: { line: 1 } },
		{ text: 'App', type: 'web_app', url: 'https://example.com/app', more: {} },
	],
};
const BUTTONS_SENT = [
	{ text: 'Yes', type: 'reply', color: 'green', line: 0, index_in_line: 0, one_time: 1 },
	{ text: 'Shop', type: 'inline', url: 'https://example.com', line: 1 },
	{ text: 'App', type: 'web_app', web_app: 'https://example.com/app' },
];
const FILE_LATER = {
	content: 'file',
	attachmentType: 'image',
	attachmentUrl: 'https://example.com/tea.png',
	message: 'Our tea',
	...{ sendWhen: 'afterDelay', timeShift: 2, timeShiftUnit: 'hours' },
};

export const messageCases = casesOf('message', {
	send: {
		action: 'message',
		smallest: { ...ANNA, message: 'Hello' },
		fullest: {
			...{ ...ANNA, ...FILE_LATER, includeInputFields: true },
			buttons: BUTTONS_FORM,
			buttonOptions: { hint: 'Choose' },
		},
		fullestSent: { buttons: { hint: 'Choose', buttons: BUTTONS_SENT }, time_shift: 7200 },
		output: [expect.objectContaining({ status: 'success', client_id: '101' })],
		needs: { message: 'Text' },
	},
	sendWhatsApp: {
		action: 'whatsapp_message',
		smallest: { phone: '15550102', message: 'Hello' },
		fullest: {
			phone: '15550102',
			whatsappBotId: byId('34810'),
			...FILE_LATER,
			includeInputFields: true,
		},
		fullestSent: { time_shift: 7200 },
		needs: { phone: 'Phone' },
	},
	broadcast: {
		action: 'broadcast',
		smallest: { list: '5', message: 'Hello' },
		fullest: {
			audience: 'platformIds',
			platformIds: '777000101',
			groupId: byId('tea_shop_bot'),
			content: 'block',
			messageId: byId('201'),
			sendWhen: 'atTime',
			sendTime: '2055-01-15T18:00:00',
			timeOptions: { projectTimeZone: 'Asia/Tokyo' },
			options: { mostRecipients: 1, shift: 1.5 },
		},
		// 18:00 in Berlin, the zone of the workflow.
		fullestSent: { platform_ids: ['777000101'], send_time: '2055-01-16 02:00:00' },
		needs: { list: 'List ID' },
	},
	getHistory: {
		action: 'get_history',
		isGet: true,
		smallest: ANNA,
		smallestSent: { limit: 50 },
		fullest: {
			...ANNA,
			returnAll: true,
			simplify: false,
			options: {
				...{ startDate: '2026-11-01T00:00:00', stopDate: '2026-11-30T00:00:00' },
				...{ messagesForModel: true, oldestFirst: true },
			},
		},
		fullestSent: { limit: 2000, start_date: '01.11.2026', stop_date: '30.11.2026' },
		output: [],
		needs: { clientId: 'Client' },
	},
	clearHistory: {
		action: 'clear_history',
		isGet: true,
		smallest: ANNA,
		output: [{ deleted: true, client_id: '101' }],
		needs: { clientId: 'Client' },
	},
});
