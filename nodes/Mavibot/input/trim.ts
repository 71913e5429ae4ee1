/** Shows nothing: white space of every script, control characters, and marks that text is copied with. */
const INVISIBLE = /[\s\p{Z}\p{Cc}\p{Cf}]/u;
const VISIBLE = /[^\s\p{Z}\p{Cc}\p{Cf}]/u;

/** Whether a text shows nothing. */
export const showsNothing = (text: string): boolean => !VISIBLE.test(text);

/** Text without what shows nothing at its ends, such as a space without width; for all that identifies something. */
export function trimmed(text: string): string {
	const start = text.search(VISIBLE);
	if (start === -1) return '';
	let end = text.length;
	while (INVISIBLE.test(text[end - 1])) end--;
	return text.slice(start, end);
}
