import type { INodeProperties } from 'n8n-workflow';
import { simplify } from '../fields/results';
import { botsFilter, messengersFilter } from '../fields/triggerFilters';

const filters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description: 'A new client starts the workflow only if it passes every filter',
	options: [botsFilter('clients'), messengersFilter('clients')],
};

const firstPollNotice: INodeProperties = {
	displayName:
		'The clients that are there when the workflow is first published start nothing. Those who come later start it, all of one poll in one execution.',
	name: 'firstPollNotice',
	type: 'notice',
	default: '',
};

/** The form of the trigger, but for the poll times, which n8n adds. */
export const properties: INodeProperties[] = [firstPollNotice, simplify, filters];
