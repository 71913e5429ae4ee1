import type { IDataObject } from 'n8n-workflow';
import { isEmpty, isObject } from '../input/objects';
import { fileNameOf } from './fileName';

/** Characters of a link that is followed, as many as servers usually take; signed links have some hundreds. */
export const LONGEST_LINK = 8192;

/**
 * One attachment of a message; `type` is Mavibot's word, as in image or video. One without a link, such as a contact
 * with its `phone_number`, has no `url`, and all that Mavibot says of it. `name` is a file's, but for one without a link.
 */
export type Attachment = IDataObject & {
	url: string | null;
	name: string | null;
	type: string | null;
};

/** Attachments of a message that are read. Messengers allow ten or so in one message. */
export const MOST_ATTACHMENTS = 100;

/** Values that are looked at for attachments, such as the fields of objects. */
export const MOST_LOOKED_AT = 2000;

/** What a message's attachments are, as far as they were read. */
export interface AttachmentList {
	attachments: Attachment[];
	/** Whether there are too many, or too much else among them, so that not all were read. */
	areLeftOut: boolean;
}

/** How many values may still be looked at. */
class Looks {
	private left = MOST_LOOKED_AT;

	get areOver(): boolean {
		return this.left < 0;
	}

	/** Whether so many more may be looked at. */
	take(count: number): boolean {
		this.left -= count;
		return !this.areOver;
	}
}

const textOf = (values: unknown[]): string | null => {
	const text = values.find((value) => typeof value === 'string' && value !== '');
	return typeof text === 'string' ? text : null;
};

/** The last part of a link's path, which most messengers make of the file's name. */
function nameInUrl(url: string): string | null {
	if (url.length > LONGEST_LINK) return null;
	const part = url.split(/[?#]/)[0].split('/').pop() ?? '';
	try {
		return fileNameOf(decodeURIComponent(part));
	} catch {
		return fileNameOf(part);
	}
}

/** Characters in front of a text that may show nothing, where it is not nothing itself. */
const READ_CHARACTERS = 1000;

const isBlank = (value: unknown): boolean =>
	isEmpty(typeof value === 'string' ? value.slice(0, READ_CHARACTERS) : value);

/** Whether a value tells nothing, in an object without an attachment in it: another object in it would be one. */
const isNothing = (value: unknown): boolean =>
	Array.isArray(value) ? value.every(isNothing) : isObject(value) || isBlank(value);

/** The names that were observed (the contract's attachments); an attachment has all of them anyway. */
const NAMES = ['url', 'file', 'name', 'filename', 'type'];

const isLink = (value: unknown): boolean =>
	typeof value === 'string' && /^https?:\/\//i.test(value);

/** Adds what an object says besides its links, such as a caption, or the number of a contact with a picture. */
function withRest(found: Attachment, object: IDataObject): Attachment {
	for (const [name, value] of Object.entries(object)) {
		const isKnown = NAMES.includes(name) || Object.hasOwn(found, name);
		if (isKnown || isBlank(value) || typeof value === 'object' || isLink(value)) continue;
		// A copy for each level would hold the same fields again and again.
		(found as IDataObject)[name] = value;
	}
	return found;
}

/** The attachment that an object is, by its own link, under the observed names. */
function ownOf(object: IDataObject): Attachment | undefined {
	const url = textOf([object.url, object.file]);
	if (url === null) return undefined;
	const given = textOf([object.name, object.filename]);
	const name = (given === null ? null : fileNameOf(given)) ?? nameInUrl(url);
	return withRest({ url, name, type: textOf([object.type]) }, object);
}

/** An object's attachments: its own, or those of what it holds, or itself where it has no link. */
function* ofObject(object: IDataObject, looks: Looks): Generator<Attachment> {
	const values = Object.values(object);
	if (!looks.take(values.length)) return;
	const own = ownOf(object);
	if (own !== undefined) return yield own;
	let isFirst = true;
	for (const value of values) {
		if (typeof value !== 'object' && !isLink(value)) continue;
		for (const inner of attachmentsIn(value, looks)) {
			yield isFirst ? withRest(inner, object) : inner;
			isFirst = false;
		}
	}
	if (!isFirst || looks.areOver || values.every(isNothing)) return;
	yield { ...object, url: null, name: textOf([object.name]), type: textOf([object.type]) };
}

/** Reads one attachment after another, and no further than is asked. */
function* attachmentsIn(value: unknown, looks: Looks): Generator<Attachment> {
	if (Array.isArray(value)) {
		for (const one of value) {
			if (!looks.take(1)) return;
			yield* attachmentsIn(one, looks);
		}
	} else if (isObject(value)) {
		yield* ofObject(value, looks);
	} else if (typeof value === 'string' && value !== '') {
		yield { url: value, name: nameInUrl(value), type: null };
	}
}

/**
 * The attachments of a message, always as a list: they come as links, as objects that hold links (keys
 * observed: url, file, name, filename, type), as an object of these, as `{}` or as null.
 */
export function attachmentsOf(given: unknown): AttachmentList {
	const looks = new Looks();
	const attachments: Attachment[] = [];
	for (const attachment of attachmentsIn(given, looks)) {
		if (attachments.length === MOST_ATTACHMENTS) return { attachments, areLeftOut: true };
		attachments.push(attachment);
	}
	return { attachments, areLeftOut: looks.areOver };
}

/** Whether a message has an attachment; read no further than to the first. */
export const hasAttachment = (given: unknown): boolean =>
	attachmentsIn(given, new Looks()).next().done === false;
