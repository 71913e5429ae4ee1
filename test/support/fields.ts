import type { INodeProperties } from 'n8n-workflow';

/** A field of a form with all that is nested in it. */
export const withNested = (field: INodeProperties): INodeProperties[] => [
	field,
	...(field.options ?? []).flatMap((option) => {
		if ('values' in option) return option.values.flatMap(withNested);
		return 'type' in option ? withNested(option) : [];
	}),
];
