import type { Resource } from '../../shared/operation';
import { getAll } from './getAll';

export const block: Resource = {
	name: 'Block',
	value: 'block',
	operations: [getAll],
};
