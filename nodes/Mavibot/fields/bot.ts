import type { Field } from './field';

/**
 * A choice of one of the project's bots: from the list of connected channels, or typed.
 *
 * @param field name, label and routing of the field, and the list search that fills it
 */
export function botLocator({
	searchListMethod,
	placeholder,
	...field
}: Pick<Field, 'displayName' | 'name' | 'required' | 'description' | 'routing'> & {
	searchListMethod: string;
	placeholder: string;
}): Field {
	return {
		...field,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: 'Select a bot...',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder },
		],
	};
}
