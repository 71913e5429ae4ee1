import type { IDataObject } from 'n8n-workflow';
import { isEmpty, isObject } from '../input/objects';

/**
 * One attachment of a message; `type` is Mavibot's word, as in image or video. One without a link, such as a contact
 * with its `phone_number`, has no `url`, and all that Mavibot says of it.
 */
export type Attachment = IDataObject & {
	url: string | null;
	name: string | null;
	type: string | null;
};

const textOf = (values: unknown[]): string | null => {
	const text = values.find((value) => typeof value === 'string' && value !== '');
	return typeof text === 'string' ? text : null;
};

/** The last part of a link's path, which most messengers make of the file's name. */
function nameInUrl(url: string): string | null {
	const part = url.split(/[?#]/)[0].split('/').pop() ?? '';
	try {
		return decodeURIComponent(part) || null;
	} catch {
		return part;
	}
}

/** Whether a value tells nothing of an attachment. */
const isNothing = (value: unknown): boolean =>
	isEmpty(value) || (typeof value === 'object' && Object.values(value as object).every(isNothing));

/** The names that were observed (the contract's attachments); an attachment has all of them anyway. */
const NAMES = ['url', 'file', 'name', 'filename', 'type'];

const isLink = (value: unknown): boolean =>
	typeof value === 'string' && /^https?:\/\//i.test(value);

/** What an object says besides its links, such as a caption, or the number of a contact with a picture. */
const besides = (attachment: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(attachment).filter(
			([name, value]) =>
				!NAMES.includes(name) && !isEmpty(value) && typeof value !== 'object' && !isLink(value),
		),
	);

/** An object's links: its own, under the observed names, or those of what it holds. */
function ofObject(attachment: IDataObject): Attachment[] {
	const url = textOf([attachment.url, attachment.file]);
	const type = textOf([attachment.type]);
	if (url !== null) {
		const name = textOf([attachment.name, attachment.filename]) ?? nameInUrl(url);
		return [{ ...besides(attachment), url, name, type }];
	}
	const [first, ...others] = Object.values(attachment)
		.filter((value) => typeof value !== 'string' || isLink(value))
		.flatMap(attachmentsOf);
	if (first) return [{ ...besides(attachment), ...first }, ...others];
	if (Object.values(attachment).every(isNothing)) return [];
	return [{ ...attachment, url: null, name: textOf([attachment.name]), type }];
}

/**
 * The attachments of a message, always as a list: they come as links, as objects that hold links (keys
 * observed: url, file, name, filename, type), as an object of these, as `{}` or as null.
 */
export function attachmentsOf(attachments: unknown): Attachment[] {
	if (Array.isArray(attachments)) return attachments.flatMap(attachmentsOf);
	if (isObject(attachments)) return ofObject(attachments);
	if (typeof attachments !== 'string' || attachments === '') return [];
	return [{ url: attachments, name: nameInUrl(attachments), type: null }];
}
