import type { INodeProperties } from 'n8n-workflow';

/** A number under "Request Options", with its bounds, which an expression can pass by in the form. */
export interface Setting {
	displayName: string;
	name: string;
	default: number;
	description: string;
	limits: { min: number; max: number; isWhole?: boolean };
}

export const LONGEST_WAIT: Setting = {
	displayName: 'Longest Wait (Seconds)',
	name: 'longestWait',
	default: 60,
	description:
		'How long a request may wait in all before it is sent for the last time. An item fails at once if Mavibot asks for a longer pause.',
	limits: { min: 0, max: 3600 },
};

export const REQUESTS_AT_ONCE: Setting = {
	displayName: 'Requests at Once',
	name: 'requestsAtOnce',
	default: 50,
	description:
		'How many requests may be on their way to Mavibot at a time. The value of the first item holds for all.',
	limits: { min: 1, max: 1000, isWhole: true },
};

export const TRIES: Setting = {
	displayName: 'Tries per Request',
	name: 'tries',
	default: 8,
	description:
		'How often a request is sent at most when Mavibot says that it is too much at once, or, if it only reads, after a passing fault. What may have been carried out is never sent again.',
	limits: { min: 1, max: 100, isWhole: true },
};

const asField = ({ limits: { min, max }, ...rest }: Setting): INodeProperties => ({
	...rest,
	type: 'number',
	typeOptions: { minValue: min, maxValue: max },
});

/** What the node adds to n8n's own "Request Options", which n8n merges with the property of this name. */
export const requestOptions: INodeProperties = {
	displayName: 'Request Options',
	name: 'requestOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'How requests are sent',
	options: [asField(LONGEST_WAIT), asField(REQUESTS_AT_ONCE), asField(TRIES)],
};
