import type { IDataObject } from 'n8n-workflow';
import { isEmpty, isObject } from '../../input/objects';

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

/** An object's links: its own, under the observed names, or those of what it holds. */
function ofObject(attachment: IDataObject): Attachment[] {
	const url = textOf([attachment.url, attachment.file]);
	if (url !== null) {
		const name = textOf([attachment.name, attachment.filename]) ?? nameInUrl(url);
		return [{ url, name, type: textOf([attachment.type]) }];
	}
	const inner = Object.values(attachment)
		.filter((value) => typeof value !== 'string' || /^https?:\/\//i.test(value))
		.flatMap(attachmentsOf);
	if (inner.length > 0 || Object.values(attachment).every(isNothing)) return inner;
	return [
		{ ...attachment, url: null, name: textOf([attachment.name]), type: textOf([attachment.type]) },
	];
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
