import type { Project } from '../state';
import { botMethods } from './bot';
import { channelMethods } from './channel';
import { clientMethods } from './client';
import { dealMethods } from './deal';
import { findMethods } from './find';
import { messageMethods } from './message';

/**
 * Does the work of one method of the API on what the contract allows: the query of a GET, the body of a POST.
 * @param variables the further fields of a body that may have any
 * @returns what is answered
 * @throws Refusal
 */
export type Handler = (fields: never, project: Project, variables: object) => unknown;

/** What does the work of each method, by action. */
export const handlers: Readonly<Partial<Record<string, Handler>>> = {
	...botMethods,
	...messageMethods,
	...clientMethods,
	...findMethods,
	...dealMethods,
	...channelMethods,
};
