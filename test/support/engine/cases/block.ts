import { casesOf } from './types';

export const blockCases = casesOf('block', {
	getAll: {
		action: 'get_messages',
		isGet: true,
		smallest: {},
		output: [201, 202, 203].map((id) => expect.objectContaining({ id })),
	},
});
