import type { IDataObject } from 'n8n-workflow';
import { flag } from '../../answers/messageMarks';
import { isObject } from '../../input/objects';

/** A message as the project's webhook posts it (the contract's WebhookMessage). */
export type WebhookMessage = IDataObject & {
	id: number | string;
	client: IDataObject;
	project_id: number | string;
};

/** Bytes. The longest message of a messenger is a few kilobytes; the rest is the client's variables. */
export const LARGEST_BODY = 5_000_000;

/** Levels of objects and lists in each other. */
export const DEEPEST_BODY = 50;

const isId = (value: unknown): boolean =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');

/** What an object of any depth has that n8n should not be given; undefined where there is nothing. */
function structureProblem(value: unknown, depth: number): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	if (depth > DEEPEST_BODY) return `The body has more than ${DEEPEST_BODY} levels`;
	for (const [name, inner] of Object.entries(value)) {
		if (name === '__proto__') return 'The body holds a field named __proto__';
		const problem = structureProblem(inner, depth + 1);
		if (problem !== undefined) return problem;
	}
	return undefined;
}

/**
 * Why a posted body is not taken, whoever sent it.
 *
 * @param size of the body as it came, in bytes, where n8n tells
 * @returns undefined where nothing is wrong
 */
export function bodyProblem(body: unknown, size = 0): string | undefined {
	if (size > LARGEST_BODY) return `The body is larger than ${LARGEST_BODY / 1_000_000} MB`;
	if (typeof body !== 'object' || body === null) return 'The body is not JSON';
	return structureProblem(body, 1);
}

/**
 * Why a body is no message of a project's webhook, by the fields that the contract requires.
 *
 * @returns undefined where it is one
 */
export function messageProblem(body: unknown): string | undefined {
	if (!isObject(body)) return 'A message of Mavibot is an object';
	if (!isId(body.id)) return 'The field id is missing';
	if (!isObject(body.client)) return 'The field client is missing';
	if (!isId(body.project_id)) return 'The field project_id is missing';
	if (flag(body.is_input) === undefined) return 'The field is_input is neither 0 nor 1';
	return undefined;
}
