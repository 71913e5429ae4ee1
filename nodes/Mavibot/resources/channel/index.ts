import type { Resource } from '../../running/operation';
import { checkWhatsApp } from './checkWhatsApp';
import { getAll } from './getAll';

export const channel: Resource = {
	name: 'Channel',
	value: 'channel',
	operations: [checkWhatsApp, getAll],
	initial: getAll,
};
