import { casesOf } from './types';

export const channelCases = casesOf('channel', {
	getAll: {
		action: 'connected_channels',
		smallest: { parameters: {}, query: {} },
		fullest: { parameters: {}, query: {} },
		output: expect.arrayContaining([
			expect.objectContaining({ messenger: 'telegram', group_id: 'tea_shop_bot', project_id: 1 }),
			expect.objectContaining({ messenger: 'whatsapp', status: 2, status_name: 'asleep' }),
		]),
	},
	checkWhatsApp: {
		action: 'check_whatsapp',
		smallest: { parameters: { phone: '15550102' }, query: { phone: '15550102' } },
		fullest: { parameters: { phone: '+1 (555) 01-02' }, query: { phone: '+1 (555) 01-02' } },
		output: [expect.any(Object)],
		needs: { field: 'phone', inWords: 'Phone is empty' },
	},
});
