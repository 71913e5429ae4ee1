import type { IDataObject } from 'n8n-workflow';
import { flag } from '../../answers/messageMarks';
import { isObject } from '../../input/objects';
import { hasMoreValues } from './jsonValues';

/** A message as the project's webhook posts it (the contract's WebhookMessage). */
export type WebhookMessage = IDataObject & {
	id: number | string;
	client: IDataObject;
	project_id: number | string;
};

/** Why a body is refused, with the status that says so. */
export interface BodyProblem {
	status: 400 | 413;
	reason: string;
}

/** Bytes. The longest message of a messenger is a few kilobytes; the rest is the client's variables. */
export const LARGEST_BODY = 5_000_000;

/** Levels of objects and lists in each other; a message has three, and each costs whoever reads it a call. */
export const DEEPEST_BODY = 50;

/** Values in a body, with the objects and lists among them. A client with many variables has some hundreds. */
export const MOST_VALUES = 50_000;

/** Characters of an id that is text. An e-mail address, the longest that a messenger has for one, has 254. */
export const LONGEST_ID = 256;

const isId = (value: unknown): boolean =>
	typeof value === 'number' || (typeof value === 'string' && value.trim() !== '');

const refused = (reason: string): BodyProblem => ({ status: 400, reason });

const tooLarge = (reason: string): BodyProblem => ({ status: 413, reason });

const TOO_MANY = tooLarge(`The body holds more than ${MOST_VALUES.toLocaleString('en')} values`);

/** What an object of any depth and size has that n8n should not be given; undefined where there is nothing. */
function structureProblem(body: object): BodyProblem | undefined {
	let values = 0;
	function problemIn(value: unknown, depth: number): BodyProblem | undefined {
		if (typeof value !== 'object' || value === null) return undefined;
		if (depth > DEEPEST_BODY) return refused(`The body has more than ${DEEPEST_BODY} levels`);
		return Array.isArray(value) ? problemInList(value, depth) : problemInObject(value, depth);
	}
	function problemInList(list: unknown[], depth: number): BodyProblem | undefined {
		values += list.length;
		if (values > MOST_VALUES) return TOO_MANY;
		for (const value of list) {
			const problem = problemIn(value, depth + 1);
			if (problem !== undefined) return problem;
		}
		return undefined;
	}
	function problemInObject(object: object, depth: number): BodyProblem | undefined {
		if (Object.hasOwn(object, '__proto__'))
			return refused('The body holds a field named __proto__');
		// A list of the names or values of a large object would take longer than counting them.
		for (const name in object) {
			if (++values > MOST_VALUES) return TOO_MANY;
			const problem = problemIn((object as IDataObject)[name], depth + 1);
			if (problem !== undefined) return problem;
		}
		return undefined;
	}
	return problemIn(body, 1);
}

/** What n8n tells of a request's body besides what it made of it. */
export interface PostedBody {
	rawBody?: Uint8Array;
	headers: Record<string, unknown>;
}

/** The bytes of a body as it came; of a form in parts, which n8n does not keep so, those that its sender names. */
const sizeOf = ({ rawBody, headers }: PostedBody): number =>
	rawBody?.length ?? Number(headers['content-length'] ?? 0);

/** Why a body is too large, whatever it is. */
export const sizeProblem = (posted: PostedBody): BodyProblem | undefined =>
	sizeOf(posted) > LARGEST_BODY
		? tooLarge(`The body is larger than ${LARGEST_BODY / 1_000_000} MB`)
		: undefined;

/**
 * Why a posted body is not taken, whoever sent it.
 *
 * @param posted the same as it came
 * @returns undefined where nothing is wrong
 */
export function bodyProblem(body: unknown, posted: PostedBody): BodyProblem | undefined {
	const problem = sizeProblem(posted);
	if (problem !== undefined) return problem;
	if (typeof body !== 'object' || body === null) return refused('The body is not JSON');
	const { rawBody, headers } = posted;
	const isJson = String(headers['content-type']).includes('json');
	if (isJson && rawBody && hasMoreValues(rawBody, MOST_VALUES)) return TOO_MANY;
	return structureProblem(body);
}

/** The name of an id that is too long. */
function longIdOf(body: IDataObject, client: IDataObject): string | undefined {
	const ids = {
		id: body.id,
		project_id: body.project_id,
		message_id: body.message_id,
		'client.id': client.id,
		// The vendor spells the field so.
		'client.recepient': client.recepient,
		'client.group': client.group,
	};
	const isLong = (id: unknown) => typeof id === 'string' && id.length > LONGEST_ID;
	return Object.entries(ids).find(([, id]) => isLong(id))?.[0];
}

/**
 * Why a body is no message of a project's webhook, by the fields that the contract requires.
 *
 * @returns undefined where it is one
 */
export function messageProblem(body: unknown): BodyProblem | undefined {
	if (!isObject(body)) return refused('A message of Mavibot is an object');
	if (!isId(body.id)) return refused('The field id is missing');
	if (!isObject(body.client)) return refused('The field client is missing');
	if (!isId(body.project_id)) return refused('The field project_id is missing');
	if (flag(body.is_input) === undefined) return refused('The field is_input is neither 0 nor 1');
	const longId = longIdOf(body, body.client);
	if (longId === undefined) return undefined;
	return refused(`The field ${longId} is longer than ${LONGEST_ID} characters`);
}
