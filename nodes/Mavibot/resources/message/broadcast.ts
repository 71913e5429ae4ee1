import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import { requestOf } from '../../api/methods';
import type { Field } from '../../fields/field';
import { botLocator } from '../../fields/bot';
import { buttonFields } from '../../fields/buttons';
import { choiceField, chosen, type Choice } from '../../fields/choice';
import { contentFields } from '../../fields/content';
import { sendWhenFields } from '../../fields/sendWhen';
import type { Operation } from '../../running/operation';
import { parametersOf } from '../../input/parameters';
import { beforeSending } from '../../input/beforeSending';
import { requiredIdList } from '../../input/idList';
import { botIdOf, clientIdOf, listIdOf, messengerIdOf, samePerson } from '../../input/ids';
import { requiredNumber } from '../../input/scalars';

const AUDIENCE: Choice<'clients' | 'list' | 'platformIds'> = {
	displayName: 'Audience',
	name: 'audience',
	options: [
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
		'This goes to <b>everybody</b> in the audience, once for each input item. To send it once, have one item come in, or turn on <b>Execute Once</b> in the settings of this node.',
	name: 'broadcastNotice',
	type: 'notice',
	default: '',
};

const audience: Field = {
	...choiceField(AUDIENCE),
	routing: { send: { preSend: [beforeSending(putAudience)] } },
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

const broadcastOptions: Field = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	description: 'What can be set besides',
	options: [
		{
			displayName: 'Seconds Between Messages',
			name: 'shift',
			type: 'number',
			typeOptions: { minValue: 0, numberPrecision: 2 },
			default: 0.2,
			description: 'How long Mavibot pauses between two clients',
			routing: {
				send: {
					type: 'body',
					property: 'shift',
					preSend: [
						beforeSending((body) => {
							body.shift = requiredNumber(body.shift, 'Seconds Between Messages', { min: 0 });
						}),
					],
				},
			},
		},
	],
};

/** Method `broadcast`: sends one message to many clients. */
export const broadcast: Operation = {
	option: {
		name: 'Broadcast',
		value: 'broadcast',
		action: 'Broadcast message to many clients',
		description:
			'Send one message to a list, to clients, or to messenger IDs. It reaches many people at once.',
		routing: { request: requestOf('broadcast') },
	},
	fields: [
		notice,
		audience,
		list,
		clients,
		platformIds,
		groupId,
		...contentFields,
		...buttonFields,
		...sendWhenFields,
		broadcastOptions,
	],
};
