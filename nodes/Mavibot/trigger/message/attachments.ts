import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../input/objects';

/** One file of a message; `type` is Mavibot's word, as in image or video. */
export type Attachment = IDataObject & { url: string; name: string | null; type: string | null };

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

/** An object's links: its own, under the observed names, or those of what it holds. */
function ofObject(attachment: IDataObject): Attachment[] {
	const url = textOf([attachment.url, attachment.file]);
	if (url !== null) {
		const name = textOf([attachment.name, attachment.filename]) ?? nameInUrl(url);
		return [{ url, name, type: textOf([attachment.type]) }];
	}
	return Object.values(attachment)
		.filter((value) => typeof value !== 'string' || /^https?:\/\//i.test(value))
		.flatMap(attachmentsOf);
}

/**
 * The attachments of a message, always as a list: they come as links, as objects that hold links (keys
 * observed: url, file, name, filename, type), as an object of these, or as null.
 */
export function attachmentsOf(attachments: unknown): Attachment[] {
	if (Array.isArray(attachments)) return attachments.flatMap(attachmentsOf);
	if (isObject(attachments)) return ofObject(attachments);
	if (typeof attachments !== 'string' || attachments === '') return [];
	return [{ url: attachments, name: nameInUrl(attachments), type: null }];
}
