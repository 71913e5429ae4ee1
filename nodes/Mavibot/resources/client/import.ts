import type { IDataObject } from 'n8n-workflow';
import type { Field } from '../../fields/field';
import { asItemContent } from '../../answers/output';
import { inBulk } from '../../running/inBulk';
import { botLocator } from '../../fields/bot';
import { MESSENGERS } from '../../api/messengers';
import type { Operation } from '../../running/operation';
import { isExpression, type GetParameter } from '../../input/parameters';
import { InputProblem } from '../../input/problem';
import { isRefusal } from '../../answers/refusals';
import { isObject } from '../../input/objects';
import { botIdOf, messengerIdReader, samePerson } from '../../input/ids';
import { optional, requiredWholeNumber } from '../../input/scalars';

const platformId: Field = {
	displayName: 'Messenger ID',
	name: 'platformId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 777000101',
	description:
		"The client's ID in the messenger; for WhatsApp the phone number. All input items go to Mavibot together.",
};

const clientType: Field = {
	displayName: 'Messenger',
	name: 'clientType',
	type: 'options',
	options: Object.entries(MESSENGERS)
		.map(([value, name]) => ({ name: `${name} (${value})`, value: Number(value) }))
		.sort((left, right) => left.name.localeCompare(right.name, 'en')),
	default: 1,
	description:
		'The messenger that the ID is from. One that is not in the list can be given by its number, as an expression.',
};

const groupId = botLocator({
	displayName: 'Bot',
	name: 'groupId',
	searchListMethod: 'searchBots',
	placeholder: 'e.g. tea_shop_bot',
	description: 'The bot that the client belongs to; empty for telephony',
});

/** The bot as the API takes it: empty is right for telephony (the contract's GroupId). */
function groupIdOf(get: GetParameter): string {
	const given = get('groupId', '', { extractValue: true });
	return optional(given, 'Bot', () => isExpression(get, 'groupId'), botIdOf) ?? '';
}

/** Whether two ids are the same one; the API may answer a number for a text, and a phone without its plus. */
const isSame = (left: unknown, right: unknown): boolean =>
	samePerson(String(left)) === samePerson(String(right));

const METHOD = 'load_clients';

/** What the answer says of one client that was sent. */
function resultOf(
	client: IDataObject,
	answered: IDataObject | undefined,
): IDataObject[] | InputProblem {
	if (answered === undefined) {
		return new InputProblem(
			`Mavibot did not say what became of the client ${String(client.platform_id)}`,
			'Look in Mavibot whether it is there before you import it again.',
		);
	}
	if (isRefusal(METHOD, answered)) {
		const reason = answered.status ?? answered.error ?? answered.message ?? 'no reason given';
		return new InputProblem(
			`Mavibot did not import the client ${String(client.platform_id)}: ${String(reason)}`,
			'Check the messenger ID, the messenger and the bot of this item.',
		);
	}
	return [answered];
}

const { execute, routing } = inBulk<IDataObject>({
	method: METHOD,
	read(get) {
		const client_type = requiredWholeNumber(get('clientType'), 'Messenger', { min: 0 });
		const platform_id = messengerIdReader(client_type)(get('platformId'), 'Messenger ID');
		return { values: [{ platform_id, group_id: groupIdOf(get), client_type }], rest: {} };
	},
	sameFor: ({ platform_id, ...rest }) =>
		JSON.stringify({ platform_id: samePerson(String(platform_id)), ...rest }),
	body: (clients) => clients,
	results(answer, clients) {
		const answered = isObject(answer) ? answer.items : undefined;
		if (!Array.isArray(answered)) {
			return clients.map(({ platform_id }) => [{ ...asItemContent(answer), platform_id }]);
		}
		const isInOrder =
			answered.length === clients.length &&
			clients.every(
				({ platform_id, client_type }, index) =>
					isObject(answered[index]) &&
					isSame(answered[index].platform_id, platform_id) &&
					isSame(answered[index].client_type ?? client_type, client_type),
			);
		return clients.map((client, index) =>
			resultOf(
				client,
				isInOrder
					? (answered[index] as IDataObject)
					: answered.find(
							(element): element is IDataObject =>
								isObject(element) &&
								isSame(element.platform_id, client.platform_id) &&
								isSame(element.client_type ?? client.client_type, client.client_type) &&
								isSame(element.group_id ?? client.group_id, client.group_id),
						),
			),
		);
	},
});

/** Method `load_clients`: each client gets its own status and id back. */
export const importClients: Operation = {
	option: {
		name: 'Import',
		value: 'import',
		action: 'Import clients',
		description:
			'Load clients into Mavibot by their IDs in a messenger; up to 500 of them make one request',
		routing,
	},
	fields: [platformId, clientType, groupId],
	execute,
};
