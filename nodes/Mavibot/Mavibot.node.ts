import { NodeConnectionTypes, type INodeType, type INodeTypeDescription } from 'n8n-workflow';
import { searchBlocks } from './methods/blocks';
import { searchBots, searchTelegramBots, searchWhatsAppBots } from './methods/bots';
import { searchClients } from './methods/clients';
import { resources } from './resources';
import { requestOptions } from './transport/requestOptions';
import { customOperationsOf, propertiesOf, subtitleOf } from './running/operation';
import { byRouting } from './running/byRouting';
import { webhook } from './running/waiting/answer';
import { webhooks } from './running/waiting/webhooks';
import { REQUEST_DEFAULTS } from './transport/request';

export class Mavibot implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Mavibot',
		name: 'mavibot',
		icon: { light: 'file:../../icons/mavibot.svg', dark: 'file:../../icons/mavibot.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: subtitleOf(resources),
		description: 'Send messages, start bots and work with clients in Mavibot',
		defaults: { name: 'Mavibot' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'mavibotApi', required: true }],
		webhooks,
		waitingNodeTooltip: 'Goes on once the client has answered',
		requestDefaults: REQUEST_DEFAULTS,
		requestOperations: { pagination: byRouting },
		properties: [...propertiesOf(resources), requestOptions],
	};

	customOperations = customOperationsOf(resources);

	webhook = webhook;

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
