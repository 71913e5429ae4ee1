import type { IDataObject } from 'n8n-workflow';
import { InputProblem } from '../prepare';
import { buttonsOfJson, buttonsToSend } from './buttons';
import { ATTACHMENT_TYPES, fileLink } from './links';
import { isEmpty } from './objects';
import {
	requiredBoolean,
	requiredChoice,
	requiredId,
	requiredNumber,
	requiredText,
} from './scalars';
import type { Pointed } from './universalWebhook';

/** Reads a value as the API wants it, undefined where it is nothing; throws an InputProblem where it cannot be. */
type Check = (value: unknown, name: string) => unknown;

const SEND_TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;

const TIMES: Record<string, Check> = {
	time_shift: requiredNumber,
	send_time(value, name) {
		const time = requiredText(value, name);
		if (SEND_TIME.test(time)) return time;
		throw new InputProblem(`${name} has to look like 2026-12-31 18:00:00`);
	},
};

const CALLBACK: Record<string, Check> = {
	...TIMES,
	message: requiredText,
	resume_bot: requiredBoolean,
};

const MESSAGE: Record<string, Check> = {
	...TIMES,
	message: requiredText,
	message_id: requiredId,
	attachment_type: (value, name) => requiredChoice(value, name, ATTACHMENT_TYPES),
	attachment_url: fileLink,
};

const buttonsIn: Check = (value, name) => buttonsToSend(buttonsOfJson(value, name));

/** What each method of the universal webhook takes under names of its own (the contract's request bodies). */
const OWN_FIELDS: Record<string, { fields: Record<string, Check>; required: string[] }> = {
	callback: {
		fields: {
			...CALLBACK,
			client_id: requiredId,
			client_phone: requiredText,
			client_email: requiredText,
		},
		required: [],
	},
	whatsapp_callback: {
		fields: { ...CALLBACK, name: requiredText, phone: requiredText, bot_id: requiredId },
		required: [],
	},
	tg_callback: {
		fields: { ...CALLBACK, user_id: requiredId, group_id: requiredText },
		required: ['message', 'user_id', 'group_id'],
	},
	email_callback: {
		fields: { ...CALLBACK, name: requiredText, email: requiredText, email_id_bot: requiredText },
		required: ['email'],
	},
	message: {
		fields: { ...MESSAGE, client_id: requiredId, buttons: buttonsIn },
		required: [],
	},
	whatsapp_message: {
		fields: { ...MESSAGE, phone: requiredText, whatsapp_bot_id: requiredId },
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
 * @throws InputProblem where a field is not what the method takes under its name, or one is missing
 */
export function payloadFor(method: string, payload: IDataObject, pointed: Pointed[]): IDataObject {
	const { fields, required } = OWN_FIELDS[method];
	const isPointedAt = (field: string) =>
		pointed.some(({ what, value }) => [what, `client_${what}`].includes(field) && !isEmpty(value));
	const checked: IDataObject = { ...payload };
	for (const [field, check] of Object.entries(fields)) {
		if (!Object.hasOwn(payload, field) || isPointedAt(field)) continue;
		const value = payload[field];
		const read = isEmpty(value) ? undefined : check(value, `"${field}" of the item`);
		if (read === undefined) delete checked[field];
		else checked[field] = read as IDataObject[string];
	}
	const missing = required.find((field) => !isPointedAt(field) && isEmpty(checked[field]));
	if (missing !== undefined) {
		throw new InputProblem(
			`The item has no field "${missing}", which is needed here`,
			'Say under Where Things Are which of its fields holds it.',
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
