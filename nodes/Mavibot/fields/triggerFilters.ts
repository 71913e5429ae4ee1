import type { INodeProperties } from 'n8n-workflow';
import { MESSENGERS } from '../api/messengers';

/**
 * Of which bots a trigger starts the workflow.
 *
 * @param what has to pass, as in `messages`
 */
export const botsFilter = (what: string): INodeProperties => ({
	displayName: 'Bot Names or IDs',
	name: 'bots',
	type: 'multiOptions',
	typeOptions: { loadOptionsMethod: 'getBots' },
	default: [],
	description: `Only ${what} of these bots pass. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
});

/** Of which messengers, in the same way. */
export const messengersFilter = (what: string): INodeProperties => ({
	displayName: 'Messengers',
	name: 'messengers',
	type: 'multiOptions',
	options: Object.entries(MESSENGERS)
		.map(([number, name]) => ({ name, value: Number(number) }))
		.sort((one, other) => one.name.localeCompare(other.name)),
	default: [],
	description: `Only ${what} of these messengers pass`,
});
