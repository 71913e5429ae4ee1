import type { IDataObject } from 'n8n-workflow';
import { isEmpty, isObject } from '../input/objects';

/**
 * The blocks in an answer of `get_messages`, which the contract does not document: the answer itself or
 * the first list in it, as far as its elements are objects with an id.
 */
export function blocksOf(body: unknown): IDataObject[] {
	const list = Array.isArray(body)
		? body
		: isObject(body)
			? Object.values(body).find((value): value is IDataObject[] => Array.isArray(value))
			: undefined;
	return (list ?? []).filter(isObject).filter((block) => !isEmpty(block.id));
}
