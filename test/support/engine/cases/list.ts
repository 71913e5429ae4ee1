import { casesOf } from './types';

const membership = (action: string) => ({
	action,
	smallest: {
		parameters: { listId: '5', clients: '101' },
		body: { list_id: '5', clients: ['101'] },
	},
	fullest: {
		parameters: { listId: '={{ 5 }}', clients: '={{ [101, 102, 103] }}' },
		body: { list_id: '5', clients: ['101', '102', '103'] },
	},
	output: [{ status: 'success', list_id: '5', client_id: '101' }],
	needs: { field: 'clients', inWords: 'Client IDs is empty' },
	isBulk: true,
});

export const listCases = casesOf('list', {
	add: membership('add_to_list'),
	remove: membership('remove_from_list'),
});
