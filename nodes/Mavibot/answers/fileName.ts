/** Characters of a file's name that are kept; file systems take 255 bytes. */
export const LONGEST_FILE_NAME = 200;

/** Characters of an ending, such as .jpeg, that is kept when a name is cut. */
const LONGEST_ENDING = 20;

/** What is read of the beginning and of the end of a name, which may be of megabytes. */
const READ_CHARACTERS = 2000;

/** What breaks a line, shows nothing or turns the direction of writing, so that a name looks like another one. */
const NOT_IN_NAMES = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]+/gu;

/** A name without what is too much in the middle. */
function shortened(name: string): string {
	const characters = Array.from(name);
	if (characters.length <= LONGEST_FILE_NAME) return name;
	const [ending = ''] = /\.[^.]+$/.exec(characters.slice(-LONGEST_ENDING).join('')) ?? [];
	const room = LONGEST_FILE_NAME - Array.from(ending).length;
	return characters.slice(0, room).join('').trimEnd() + ending;
}

/**
 * A file's name without what could harm where it is shown or stored: the last part of a path, of no more than
 * `LONGEST_FILE_NAME` characters, with its ending.
 *
 * @returns null where nothing is left that names a file
 */
export function fileNameOf(given: string): string | null {
	const isLong = given.length > 2 * READ_CHARACTERS;
	const read = isLong ? given.slice(0, READ_CHARACTERS) + given.slice(-READ_CHARACTERS) : given;
	const last = read.slice(Math.max(read.lastIndexOf('/'), read.lastIndexOf('\\')) + 1);
	const name = last.replace(NOT_IN_NAMES, '').trim();
	return /^[. ]*$/.test(name) ? null : shortened(name);
}
