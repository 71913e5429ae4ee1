import type { Resource } from '../../running/operation';
import { getAll } from './getAll';

export const block: Resource = {
	name: 'Block',
	value: 'block',
	operations: [getAll],
};
