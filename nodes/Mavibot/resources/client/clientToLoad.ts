import type { IDataObject } from 'n8n-workflow';
import { botsOf } from '../../answers/bots';
import { EMAIL, MESSENGERS, TELEPHONY, WHATSAPP } from '../../api/messengers';
import { botLocator } from '../../fields/bot';
import type { Field } from '../../fields/field';
import { matchesColumns } from '../../fields/mapping';
import {
	columnOf,
	hasColumn,
	missingColumn,
	optionalCell,
	requiredCell,
	type Column,
} from '../../input/columns';
import { botIdOf, emailOf, messengerIdReader, phoneOf, type ReadId } from '../../input/ids';
import { messengerNamed, messengerOf } from '../../input/messenger';
import { isExpression, type GetParameter } from '../../input/parameters';
import { InputProblem } from '../../input/problem';
import { optional, quoted } from '../../input/scalars';
import type { Ask } from '../../running/readItems';

/** A client as `load_clients` takes it. */
export interface ClientToLoad extends IDataObject {
	platform_id: string;
	group_id: string;
	client_type: number;
}

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

const messengers = Object.entries(MESSENGERS)
	.map(([value, name]) => ({ name: `${name} (${value})`, value: Number(value) }))
	.sort((left, right) => left.name.localeCompare(right.name, 'en'));

const FROM_BOT = 'bot';

const messengerOfTheBot = {
	name: 'That of the Bot',
	value: FROM_BOT,
	description:
		'The one that the bot is connected to. For Telegram Business and Telegram accounts, choose it yourself.',
};

const clientType: Field = {
	displayName: 'Messenger',
	name: 'clientType',
	type: 'options',
	options: [messengerOfTheBot, ...messengers],
	default: 1,
	description:
		'The messenger that the ID is from. One that is not in the list can be given by its number, as an expression.',
};

const groupId = botLocator({
	displayName: 'Bot',
	name: 'groupId',
	searchListMethod: 'searchBots',
	placeholder: 'e.g. tea_shop_bot',
	description:
		'The bot that the client belongs to. Every messenger wants one but telephony, whose clients have none.',
});

const FROM_COLUMN = 'column';

const clientTypeOfAll: Field = {
	displayName: 'Messenger of All Rows',
	name: 'clientTypeOfAll',
	type: 'options',
	options: [{ name: 'From the Column', value: FROM_COLUMN }, messengerOfTheBot, ...messengers],
	default: FROM_COLUMN,
	description:
		'The messenger that all IDs are from, that of the column Messenger, or that of the bot',
};

const groupIdOfAll = botLocator({
	displayName: 'Bot of All Rows',
	name: 'groupIdOfAll',
	searchListMethod: 'searchBots',
	placeholder: 'e.g. tea_shop_bot',
	description: 'The bot that all clients belong to; if none is chosen, that of the column Bot',
});

const MESSENGER_ID = columnOf('Messenger ID', 'platform_id');
const MESSENGER = columnOf('Messenger', 'client_type');
const BOT = columnOf('Bot', 'group_id');

/** The columns that say which client a row is about. */
export const CLIENT_COLUMNS = [MESSENGER_ID, MESSENGER, BOT];

/** The fields that say it where each field is mapped. */
export const clientFields = [platformId, clientType, groupId];

/** The fields that say of all rows what no column of theirs does. */
export const clientFieldsOfAll = [clientTypeOfAll, groupIdOfAll];

/** @returns the bot that was chosen, undefined where none was */
const botIn = (get: GetParameter, { name, displayName }: Field): string | undefined =>
	optional(
		get(name, '', { extractValue: true }),
		displayName,
		() => isExpression(get, name),
		botIdOf,
	);

/** A phone number as a messenger has it, of digits alone. */
const phoneDigitsOf: ReadId = (value, name) => phoneOf(value, name).replace(/\D/g, '');

const PHONE = { column: columnOf('Phone'), read: phoneDigitsOf };

/**
 * What an ID in these messengers is, so that a column of it does as well: of WhatsApp, the contract's PlatformId says so; for
 * the other two, `messengerIdReader` takes nothing else.
 */
const IS_MESSENGER_ID: Record<number, { column: Column; read: ReadId } | undefined> = {
	[WHATSAPP]: PHONE,
	[TELEPHONY]: PHONE,
	[EMAIL]: { column: columnOf('Email'), read: emailOf },
};

function messengerIdOfRow(row: IDataObject, client_type: number): string {
	const other = IS_MESSENGER_ID[client_type];
	if (other && !hasColumn(row, MESSENGER_ID)) {
		const { column, read } = other;
		if (hasColumn(row, column)) return read(requiredCell(row, column), column.label);
		throw missingColumn(row, [MESSENGER_ID.label, column.label]);
	}
	return messengerIdReader(client_type)(requiredCell(row, MESSENGER_ID), 'Messenger ID');
}

/**
 * The messenger of a connected bot: the bots stand under its name (the contract's connected_channels), and a name that is none
 * of ClientType's tells nothing for certain.
 */
async function messengerOfBot(bot: string, ask: Ask): Promise<number> {
	const bots = botsOf(await ask('connected_channels'));
	const names = bots.flatMap(({ group_id, messenger }) =>
		String(group_id) === bot ? [messenger] : [],
	);
	const [name, ...others] = new Set(names);
	if (name === undefined) {
		throw new InputProblem(
			`No bot ${quoted(bot)} is connected to this Mavibot project`,
			'Choose the bot from the list.',
		);
	}
	const client_type = messengerNamed(name);
	if (client_type !== undefined && others.length === 0) return client_type;
	throw new InputProblem(
		`Mavibot does not tell for certain which messenger the bot ${quoted(bot)} is of`,
		`It is connected as ${[name, ...others].map(quoted).join(' and ')}. Choose the messenger yourself.`,
	);
}

/** The client that an item's own columns say. */
async function clientOfRow(get: GetParameter, row: IDataObject, ask: Ask): Promise<ClientToLoad> {
	const ofAll = get('clientTypeOfAll');
	if (ofAll === FROM_BOT) {
		const group_id = botIn(get, groupIdOfAll) ?? requiredBotOfRow(row);
		const client_type = await messengerOfBot(group_id, ask);
		return { platform_id: messengerIdOfRow(row, client_type), group_id, client_type };
	}
	const client_type = messengerOf(
		ofAll === FROM_COLUMN
			? requiredCell(row, MESSENGER, 'Or choose one messenger for all rows.')
			: ofAll,
		'Messenger',
	);
	const platform_id = messengerIdOfRow(row, client_type);
	const group_id = botIn(get, groupIdOfAll) ?? botOfRow(row, client_type);
	return { platform_id, group_id, client_type };
}

/** Telephony alone has no bot (the contract's GroupId). */
function botOfRow(row: IDataObject, client_type: number): string {
	if (client_type === TELEPHONY && optionalCell(row, BOT) === undefined) return '';
	return requiredBotOfRow(row);
}

const requiredBotOfRow = (row: IDataObject): string =>
	botIdOf(requiredCell(row, BOT, 'Or choose one bot for all rows.'), 'Bot');

function requiredBotOfForm(get: GetParameter): string {
	const bot = botIn(get, groupId);
	if (bot !== undefined) return bot;
	throw new InputProblem(
		'Bot is empty',
		`Choose the bot that the client belongs to. Only clients of ${MESSENGERS[TELEPHONY]} have none.`,
	);
}

/** The client that the fields of the form say. */
async function clientOfFields(get: GetParameter, ask: Ask): Promise<ClientToLoad> {
	const messenger = get('clientType');
	const client_type =
		messenger === FROM_BOT
			? await messengerOfBot(requiredBotOfForm(get), ask)
			: messengerOf(messenger, 'Messenger');
	const platform_id = messengerIdReader(client_type)(get('platformId'), 'Messenger ID');
	// Telephony alone has no bot (the contract's GroupId).
	const group_id = client_type === TELEPHONY ? (botIn(get, groupId) ?? '') : requiredBotOfForm(get);
	return { platform_id, group_id, client_type };
}

/**
 * The client that an item is about, by its columns or by the form.
 *
 * @param row the item's own data
 * @param ask for the messenger of a bot
 * @throws InputProblem in the user's words
 */
export const clientToLoad = async (
	get: GetParameter,
	row: IDataObject,
	ask: Ask,
): Promise<ClientToLoad> =>
	await (matchesColumns(get) ? clientOfRow(get, row, ask) : clientOfFields(get, ask));
