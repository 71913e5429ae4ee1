import type { Handler } from '../answer';
import { botMethods } from './bot';
import { channelMethods } from './channel';
import { clientMethods } from './client';
import { dealMethods } from './deal';
import { findMethods } from './find';
import { listMethods } from './list';
import { messageMethods } from './message';
import { variableMethods } from './variable';

/** What does the work of each method, by action. */
export const handlers: Readonly<Record<string, Handler>> = {
	...botMethods,
	...messageMethods,
	...clientMethods,
	...findMethods,
	...listMethods,
	...variableMethods,
	...dealMethods,
	...channelMethods,
};
