import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { botLocator } from '../../fields/bot';
import { choiceField, chosen, type Choice } from '../../fields/choice';
import type { Field } from '../../fields/field';
import { beforeSending } from '../../input/beforeSending';
import { requiredIdList } from '../../input/idList';
import { botIdOf, clientIdOf, listIdOf, messengerIdOf, samePerson } from '../../input/ids';
import { parametersOf } from '../../input/parameters';

/** The audience with which a broadcast goes once to the clients of all input items. */
export const ALL_ITEMS = 'allItems';

const AUDIENCE: Choice<typeof ALL_ITEMS | 'clients' | 'list' | 'platformIds'> = {
	displayName: 'Audience',
	name: 'audience',
	options: [
		{
			name: 'All Incoming Items',
			value: ALL_ITEMS,
			description: 'The clients of all input items together, in one broadcast',
		},
		{ name: 'Clients', value: 'clients', description: 'Clients by their IDs in Mavibot' },
		{ name: 'List', value: 'list', description: 'A list of recipients in Mavibot' },
		{
			name: 'Messenger IDs',
			value: 'platformIds',
			description: 'Clients of one bot by their IDs in the messenger',
		},
	],
	default: 'list',
	description: 'Who gets the message. If it comes out empty, nothing is sent.',
};

/**
 * Puts the one audience into the request. A request without one may go to all users (the contract's
 * broadcast: the vendor's pages disagree), so whatever resolves to nobody is refused here.
 */
function putAudience(this: IExecuteSingleFunctions, body: IDataObject): void {
	switch (chosen(parametersOf(this), AUDIENCE)) {
		case ALL_ITEMS:
			body.clients = requiredIdList(
				this.getNodeParameter('clientIdOfItem'),
				'Client ID',
				clientIdOf,
			);
			return;
		case 'list':
			body.list = listIdOf(this.getNodeParameter('list'), 'List ID');
			return;
		case 'clients':
			body.clients = requiredIdList(this.getNodeParameter('clients'), 'Client IDs', clientIdOf);
			return;
		case 'platformIds':
			body.platform_ids = requiredIdList(
				this.getNodeParameter('platformIds'),
				'Messenger IDs',
				messengerIdOf,
				samePerson,
			);
			body.group_id = botIdOf(
				this.getNodeParameter('groupId', undefined, { extractValue: true }),
				'Bot',
			);
	}
}

const notice: Field = {
	displayName:
		'This goes to <b>everybody</b> in the audience, once for each input item. To send it once, have one item come in, turn on <b>Execute Once</b> in the settings of this node, or choose <b>All Incoming Items</b> as the audience.',
	name: 'broadcastNotice',
	type: 'notice',
	displayOptions: { hide: { audience: [ALL_ITEMS] } },
	default: '',
};

const noticeOfAll: Field = {
	displayName:
		'This goes once to the clients of <b>all</b> input items, and has to be the same for all of them.',
	name: 'broadcastToAllNotice',
	type: 'notice',
	displayOptions: { show: { audience: [ALL_ITEMS] } },
	default: '',
};

const audience: Field = {
	...choiceField(AUDIENCE),
	routing: { send: { preSend: [beforeSending(putAudience)] } },
};

const clientIdOfItem: Field = {
	displayName: 'Client ID',
	name: 'clientIdOfItem',
	type: 'string',
	required: true,
	displayOptions: { show: { audience: [ALL_ITEMS] } },
	default: '={{ $json.client_id }}',
	placeholder: 'e.g. {{ $json.client_id }}',
	description:
		'Where each item has its client, by the ID in Mavibot. Who comes in twice gets the message once.',
};

const list: Field = {
	displayName: 'List ID',
	name: 'list',
	type: 'string',
	required: true,
	displayOptions: { show: { audience: ['list'] } },
	default: '',
	placeholder: 'e.g. 5',
	description: 'The number of the list of recipients',
};

const clients: Field = {
	displayName: 'Client IDs',
	name: 'clients',
	type: 'string',
	required: true,
	displayOptions: { show: { audience: ['clients'] } },
	default: '',
	placeholder: 'e.g. 101, 102',
	description: 'The IDs in Mavibot, with commas between them, or a list from an expression',
};

const platformIds: Field = {
	displayName: 'Messenger IDs',
	name: 'platformIds',
	type: 'string',
	required: true,
	displayOptions: { show: { audience: ['platformIds'] } },
	default: '',
	placeholder: 'e.g. 777000101, 777000102',
	description: 'The IDs in the messenger, with commas between them, or a list from an expression',
};

const groupId: Field = {
	...botLocator({
		displayName: 'Bot',
		name: 'groupId',
		required: true,
		searchListMethod: 'searchBots',
		placeholder: 'e.g. tea_shop_bot',
		description: 'The bot that the messenger IDs belong to',
	}),
	displayOptions: { show: { audience: ['platformIds'] } },
};

/** Who gets a broadcast. */
export const audienceFields: Field[] = [
	notice,
	noticeOfAll,
	audience,
	clientIdOfItem,
	list,
	clients,
	platformIds,
	groupId,
];
