import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { searchBlocks } from './listSearch/searchBlocks';
import { searchBots, searchTelegramBots, searchWhatsAppBots } from './listSearch/searchBots';
import { searchClients } from './listSearch/searchClients';
import { resources } from './resources';
import { requestOptions } from './shared/fields/requestOptions';
import { customOperationsOf, propertiesOf } from './shared/operation';
import { REQUEST_DEFAULTS, sendItem } from './shared/request';

export class Mavibot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mavibot',
		name: 'mavibot',
		icon: { light: 'file:../../icons/mavibot.svg', dark: 'file:../../icons/mavibot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Send messages, start bots and work with clients in Mavibot',
		defaults: { name: 'Mavibot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'mavibotApi', required: true }],
		requestDefaults: REQUEST_DEFAULTS,
		requestOperations: { pagination: sendItem },
		properties: [
			{
				displayName: 'Resource',
				name: 'resource',
				type: 'options',
				noDataExpression: true,
				options: resources.map(({ name, value }) => ({ name, value })),
				default: 'message',
				// Every operation goes through the request wrapper.
				routing: { send: { paginate: true } },
			},
			...propertiesOf(resources),
			requestOptions,
		],
	};

	customOperations = customOperationsOf(resources);

	methods = {
		listSearch: {
			searchBlocks,
			searchBots,
			searchClients,
			searchTelegramBots,
			searchWhatsAppBots,
		},
	};
}
