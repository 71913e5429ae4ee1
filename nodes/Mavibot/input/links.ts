import { InputProblem } from './problem';
import { kindOf, requiredText } from './scalars';

/** How a messenger can show a file (the contract's attachment_type). */
export const ATTACHMENT_TYPES = ['image', 'video', 'link', 'file', 'audio'];

/** What URL leaves as it is, though an address may not hold it (RFC 3986, 2). */
const NOT_IN_ADDRESSES = /[^\w.~:/?#[\]@!$&'()*+,;=%-]|%(?![\da-f]{2})/gi;

/**
 * The address of a file as the API takes it, letters of other scripts encoded.
 *
 * @throws InputProblem where it is empty or no http(s) address
 */
export function fileLink(value: unknown, name: string): string {
	const typed = requiredText(value, name).trim();
	if (!/^https?:\/\/\S+$/i.test(typed) || !URL.canParse(typed)) {
		throw new InputProblem(
			`${name} is no address of a file: ${kindOf(typed)}`,
			'It starts with https:// and holds no spaces.',
		);
	}
	const isPlain = typed.search(NOT_IN_ADDRESSES) === -1;
	return isPlain ? typed : new URL(typed).href.replace(NOT_IN_ADDRESSES, encodeURIComponent);
}
