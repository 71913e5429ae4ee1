import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from './problem';
import { buttonsOfJson, buttonsToSend } from './buttons';
import { ATTACHMENT_TYPES, fileLink } from './links';
import { isEmpty } from './objects';
import { blockIdOf, botIdOf, clientIdOf, emailOf, phoneOf, telegramIdOf, type ReadId } from './ids';
import { requiredBoolean, requiredChoice, requiredNumber, requiredText } from './scalars';
import { writtenSendTime } from './time';
import { POINTED_RECIPIENTS, recipientFieldsOf } from '../api/methods';
import { withValueAt, type Pointed } from './universalWebhook';

/** Reads a value as the API wants it, undefined where it is nothing; throws an InputProblem where it cannot be. */
type Check = (value: unknown, name: string) => unknown;

/** An id that may be a number stays one, since the item's own data goes on as it is. */
const asGiven =
	(read: ReadId): Check =>
	(value, name) => {
		const text = read(value, name);
		return typeof value === 'number' ? value : text;
	};

const TIMES: Record<string, Check> = {
	time_shift: requiredNumber,
	send_time: writtenSendTime,
};

const CALLBACK: Record<string, Check> = {
	...TIMES,
	message: requiredText,
	resume_bot: requiredBoolean,
};

const MESSAGE: Record<string, Check> = {
	...TIMES,
	message: requiredText,
	message_id: asGiven(blockIdOf),
	attachment_type: (value, name) => requiredChoice(value, name, ATTACHMENT_TYPES),
	attachment_url: fileLink,
};

const buttonsIn: Check = (value, name) => buttonsToSend(buttonsOfJson(value, name));

/** What each method of the universal webhook takes under names of its own (the contract's request bodies). */
interface OwnFields {
	fields: Record<string, Check>;
	required: string[];
}

const OWN_FIELDS: Record<string, OwnFields> = {
	callback: {
		fields: {
			...CALLBACK,
			client_id: asGiven(clientIdOf),
			client_phone: phoneOf,
			client_email: emailOf,
		},
		required: [],
	},
	whatsapp_callback: {
		fields: { ...CALLBACK, name: requiredText, phone: phoneOf, bot_id: asGiven(botIdOf) },
		required: [],
	},
	tg_callback: {
		fields: { ...CALLBACK, user_id: asGiven(telegramIdOf), group_id: botIdOf },
		required: ['message', 'user_id', 'group_id'],
	},
	email_callback: {
		fields: { ...CALLBACK, name: requiredText, email: emailOf, email_id_bot: emailOf },
		required: ['email'],
	},
	message: {
		fields: { ...MESSAGE, client_id: asGiven(clientIdOf), buttons: buttonsIn },
		required: [],
	},
	whatsapp_message: {
		fields: { ...MESSAGE, phone: phoneOf, whatsapp_bot_id: asGiven(botIdOf) },
		required: ['phone'],
	},
};

/** The methods that take any payload. */
export const UNIVERSAL_METHODS = Object.keys(OWN_FIELDS);

/** Every field that a callback has of its own. */
export const FIELDS_OF_CALLBACKS = UNIVERSAL_METHODS.filter((method) =>
	method.endsWith('callback'),
).flatMap((method) => Object.keys(OWN_FIELDS[method].fields));

/**
 * A payload as one of these methods takes it: what has a name of the method's own is checked, and left out
 * where it is empty; everything else stays as it is.
 *
 * @param pointed what Mavibot finds elsewhere in the payload, and takes in place of the field of that name
 * @throws InputProblem where a field is not what the method takes under its name, one is missing, or nothing
 * says who it is for
 */
export function payloadFor(method: string, payload: IDataObject, pointed: Pointed[]): IDataObject {
	const { fields, required } = OWN_FIELDS[method];
	const reaching = recipientFieldsOf(method);
	const isPointedAt = (field: string) =>
		pointed.some(({ what }) => [what, `client_${what}`].includes(field));
	const checked = pointed.reduce((filled, { path, value }) => withValueAt(filled, path, value), {
		...payload,
	});
	for (const [field, check] of Object.entries(fields)) {
		if (!Object.hasOwn(payload, field) || isPointedAt(field)) continue;
		const value = payload[field];
		const read = isEmpty(value) ? undefined : check(value, `"${field}" of the item`);
		if (read === undefined) delete checked[field];
		else checked[field] = read as IDataObject[string];
	}
	const saysWho = pointed.some(({ what }) => POINTED_RECIPIENTS.includes(what));
	// Mavibot would take one of the two, and the client's ID before all (the contract's create_order says so).
	const rival = reaching.find(
		(field) =>
			!isPointedAt(field) &&
			!isEmpty(checked[field]) &&
			!pointed.some(({ path }) => path.length === 1 && path[0] === field),
	);
	if (saysWho && rival !== undefined) {
		throw new InputProblem(
			`The item has a field "${rival}" of its own, and the form names another one for the client`,
			'Mavibot could take either of them. Rename or remove the field before this node, with Edit Fields.',
		);
	}
	if (!saysWho && reaching.every((field) => isEmpty(checked[field]))) {
		throw new InputProblem(
			'The item says nobody whom this is for',
			'Name the field that holds the client, below Pass On To. If only some items have one, part them with an If node before this one.',
		);
	}
	const missing = required.find((field) => !isPointedAt(field) && isEmpty(checked[field]));
	if (missing !== undefined) {
		throw new InputProblem(
			`The item has no field "${missing}", which is needed here`,
			'Name the one that holds it, below Pass On To.',
		);
	}
	if (!isEmpty(checked.attachment_url) && isEmpty(checked.attachment_type)) {
		throw new InputProblem(
			'The item has an attachment_url, and no attachment_type beside it',
			'Add one of image, video, link, file, audio.',
		);
	}
	return checked;
}
