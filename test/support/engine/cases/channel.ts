import { casesOf } from './types';

export const channelCases = casesOf('channel', {
	getAll: {
		action: 'connected_channels',
		isGet: true,
		smallest: {},
		output: expect.arrayContaining([
			expect.objectContaining({ messenger: 'telegram', group_id: 'tea_shop_bot', project_id: 1 }),
			expect.objectContaining({ messenger: 'whatsapp', status: 2, status_name: 'asleep' }),
		]),
	},
	checkWhatsApp: {
		action: 'check_whatsapp',
		isGet: true,
		smallest: { phone: '15550102' },
		fullest: { phone: '+1 (555) 01-02' },
		output: [expect.any(Object)],
		needs: { phone: 'Phone' },
	},
});
