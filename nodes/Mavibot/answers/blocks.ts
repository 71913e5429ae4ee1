import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../input/objects';

/**
 * The list of blocks in an answer of `get_messages`: under `messages`, as public code reads it (the contract's
 * response `Blocks`), or the first list in it, or the answer itself; undefined where there is none.
 */
export function blocksOf(body: unknown): unknown[] | undefined {
	const candidates = isObject(body) ? [body.messages, ...Object.values(body)] : [body];
	return candidates.find((candidate) => Array.isArray(candidate));
}

/**
 * Where a block's words may stand, the one first that tells most: the name that its author gave it, the text that it
 * sends, the text that starts it (the contract's schema `Block`); then names of other answers.
 */
const FIELDS_OF_WORDS = ['description', 'answer', 'condition', 'name', 'title', 'message', 'text'];

/** The words that a person knows a block by, the best first. */
export const wordsOfBlock = (block: IDataObject): string[] =>
	FIELDS_OF_WORDS.map((field) => block[field]).filter(
		(words): words is string => typeof words === 'string' && words.trim() !== '',
	);
