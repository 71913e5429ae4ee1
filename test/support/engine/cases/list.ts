import { casesOf } from './types';

const membership = (action: string) => ({
	action,
	smallest: { listId: '5', clients: '101' },
	smallestSent: { clients: ['101'] },
	fullest: { listId: '={{ 5 }}', clients: '={{ [101, 102, 103] }}' },
	fullestSent: { list_id: '5', clients: ['101', '102', '103'] },
	output: [{ status: 'success', list_id: '5', client_id: '101' }],
	needs: { clients: 'Client IDs' },
	isBulk: true,
});

export const listCases = casesOf('list', {
	add: membership('add_to_list'),
	remove: membership('remove_from_list'),
});
