import { COMPARED_CHARACTERS } from '../../answers/serviceTexts';
import { trimmed } from '../../input/trim';

/** What shows nothing by itself: signs without width, of direction or of a variant, soft hyphens. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}+/gu;

/** More marks on one letter than any language has (UAX #15); normalising them takes the square of their number. */
const TOO_MANY_MARKS = /(\p{M}{30})\p{M}+/gu;

/** A text as it looks, however it was typed. */
export const normal = (text: string): string =>
	text.replace(INVISIBLE, '').replace(TOO_MANY_MARKS, '$1').normalize('NFC');

/** The beginning of a message's text, as it is compared. */
export const comparedText = (text: string): string =>
	// A few characters have no normal form but several.
	trimmed(normal(text.slice(0, COMPARED_CHARACTERS)).slice(0, COMPARED_CHARACTERS));

/**
 * A normal text of which capital and small letters are the same, with all that a letter can become: ß is SS, both
 * small sigmas are one. The four letters i, I, ı and İ are one, since a Turkish text and another one pair them otherwise.
 */
export const folded = (text: string): string =>
	text.toLowerCase().toUpperCase().normalize('NFC').replaceAll('İ', 'I').normalize('NFC');
