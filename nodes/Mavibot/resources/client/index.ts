import type { Resource } from '../../shared/operation';
import { findByPhone } from './findByPhone';
import { getVariables } from './getVariables';
import { setVariables } from './setVariables';

export const client: Resource = {
	name: 'Client',
	value: 'client',
	operations: [findByPhone, getVariables, setVariables],
};
