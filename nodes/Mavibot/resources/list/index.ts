import type { Resource } from '../../running/operation';
import { add } from './add';
import { remove } from './remove';

export const list: Resource = {
	name: 'List',
	value: 'list',
	operations: [add, remove],
};
