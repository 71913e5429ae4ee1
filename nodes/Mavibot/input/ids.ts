import { InputProblem } from './problem';
import { isEmpty } from './objects';
import { checkKeepsDigits, kindOf, NOTHING_GIVEN } from './scalars';
import { trimmed } from './trim';

/**
 * Reads an identifier out of a field, as text, so that no digit is lost.
 *
 * @param name of the field, as the form shows it
 * @throws InputProblem where it is none of its kind
 */
export type ReadId = (value: unknown, name: string) => string;

/** What programs and spreadsheets write where there is nothing, or for what they cannot show. */
const NO_IDS = ['null', 'undefined', 'nan', 'none', 'true', 'false', '0', '-0', '-1'];

/** Marks of lists, objects and of text around an id; none of them is part of one. */
const NOT_IN_IDS = /[\s,;"<>[\]{}\\|]/;

/** A number as spreadsheets show it: with decimals, or shortened to a power of ten. */
const SHORTENED = /^[-+]?\d+(\.\d+)?e[-+]?\d+$|^[-+]?\d+\.\d*$/i;

/** One identifier of any kind as text; what is certainly none is refused. */
function textOfId(value: unknown, name: string): string {
	if (isEmpty(value)) throw new InputProblem(`${name} is empty`, NOTHING_GIVEN);
	if (typeof value === 'number') checkKeepsDigits(value, name);
	if (typeof value === 'bigint' || Number.isInteger(value)) return String(value);
	if (typeof value !== 'string') {
		throw new InputProblem(
			`${name} has to be one ID, and is ${kindOf(value)}`,
			'Point the expression at a single value.',
		);
	}
	return trimmed(value);
}

const refused = (name: string, whatItIs: string, text: string, advice: string): InputProblem =>
	new InputProblem(`${name} has to be ${whatItIs}, and is ${kindOf(text)}`, advice);

/** A number that Mavibot counts things with: of a client, a deal, a state, a list or a block. */
const counted =
	(advice: string): ReadId =>
	(value, name) => {
		const text = textOfId(value, name);
		if (/^[1-9]\d*$/.test(text)) return text;
		throw refused(name, 'one ID, a whole number', text, advice);
	};

/** A client's id in Mavibot, not the one in the messenger (the contract's ClientId). */
export const clientIdOf = counted(
	'An ID of a client in Mavibot has digits alone, as in 12345678. Several IDs fit only where the form asks for IDs.',
);

/** A deal's id (the contract's OrderId). */
export const dealIdOf = counted('An ID of a deal has digits alone, as in 40632.');

/** The id of a state of a funnel. */
export const stateIdOf = counted('An ID of a state has digits alone, as in 37.');

/** The number of a list of clients. */
export const listIdOf = counted('A list has a number in Mavibot, as in 5.');

/** The id of a block of the bot's scheme (the contract's BlockId). */
export const blockIdOf = counted('An ID of a block has digits alone, as in 1234567.');

/** A bot, as connected_channels names it (the contract's GroupId): a name, a number, a phone, an address. */
export const botIdOf: ReadId = (value, name) => {
	const text = textOfId(value, name);
	const isNone = NO_IDS.includes(text.toLowerCase()) || /[,;"<>[\]{}\n]/.test(text);
	if (!isNone && !SHORTENED.test(text)) return text;
	throw refused(
		name,
		'one bot',
		text,
		'Choose it from the list, or give its ID as the list has it.',
	);
};

/** A user of Telegram, a group or a channel, whose id is negative. */
export const telegramIdOf: ReadId = (value, name) => {
	const text = textOfId(value, name);
	if (/^-?[1-9]\d*$/.test(text) && text !== '-1') return text;
	throw refused(
		name,
		'one ID in Telegram, a whole number',
		text,
		'It has digits alone, as in 777000101, or as in -1001234567890 for a channel.',
	);
};

const WHATSAPP_ENDING = '@s.whatsapp.net';

/** Digits with what people put between them; a slash could stand between two numbers. */
const PHONE = /^\+?\s*\(?\d[\d\s().\-\p{Pd}\p{Zs}]*$/u;

/** A day, as a column beside that of the phones may hold it. */
const DATE = /^(\d{4}[.-]\d{1,2}[.-]\d{1,2}|\d{1,2}[.-]\d{1,2}[.-]\d{2}(\d{2})?)$/;

/** A phone number, in any form that people write one in; the ending that WhatsApp gives one may stand behind it. */
export const phoneOf: ReadId = (value, name) => {
	const text = textOfId(value, name);
	const number = text.toLowerCase().endsWith(WHATSAPP_ENDING)
		? text.slice(0, -WHATSAPP_ENDING.length)
		: text;
	const digits = number.replace(/\D/g, '');
	// A number of a spreadsheet has no plus before it, and a phone may: +1.5550100100.
	const isShortened = SHORTENED.test(number) && !number.startsWith('+');
	const isOneNumber = PHONE.test(number) && !isShortened && !DATE.test(number);
	// E.164 allows 15 digits.
	if (isOneNumber && /[1-9]\d{2}/.test(digits) && digits.length <= 15) return text;
	throw refused(
		name,
		'one phone number',
		text,
		'Write it with the code of the country, as in 15550100. A column of a spreadsheet that holds phone numbers has to be text.',
	);
};

/** One address, with nothing that programs put around it. */
const EMAIL =
	/^[^\s@,;:"'<>()[\]{}|\\][^\s@,;:"<>()[\]{}|\\]*@[^\s@,;:"'<>()[\]{}|\\/]+[^\s@,;:"'<>()[\]{}|\\/.]$/;

/** An e-mail address, without a name before it. */
export const emailOf: ReadId = (value, name) => {
	const text = textOfId(value, name);
	if (EMAIL.test(text) && !text.includes('..')) return text;
	throw refused(name, 'one email address', text, 'It looks like name@example.com.');
};

/**
 * A client's id in a messenger that is not known (the contract's PlatformId): digits, or whatever else the
 * messenger makes up, without spaces.
 */
export const messengerIdOf: ReadId = (value, name) => {
	const text = textOfId(value, name);
	const bare = text.endsWith(WHATSAPP_ENDING) ? text.slice(0, -WHATSAPP_ENDING.length) : text;
	const isNone = NO_IDS.includes(bare.toLowerCase()) || NOT_IN_IDS.test(bare) || bare === '';
	if (!isNone && !SHORTENED.test(bare) && !/^\+?0\d*$/.test(bare)) return text;
	throw refused(
		name,
		'one ID of a messenger',
		text,
		'It has no spaces, commas or zeros before it; a phone number is written as in 15550100. A column of a spreadsheet that holds IDs has to be text.',
	);
};

/** What an id is where the messenger is known, by its number (the contract's ClientType); others take any form. */
const OF_MESSENGERS: Record<number, ReadId> = {
	1: telegramIdOf,
	6: messengerIdOf,
	13: phoneOf,
	14: emailOf,
	16: telegramIdOf,
	21: telegramIdOf,
};

/** How an id of this messenger is read. */
export const messengerIdReader = (clientType: number): ReadId =>
	OF_MESSENGERS[clientType] ?? messengerIdOf;

/** The same text for ids of the same person: a number of WhatsApp stands with or without + and its ending. */
export const samePerson = (messengerId: string): string =>
	messengerId.replace(/^\+?(\d+)(@s\.whatsapp\.net)?$/i, '$1');
