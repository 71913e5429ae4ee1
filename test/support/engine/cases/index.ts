import { blockCases } from './block';
import { botCases } from './bot';
import { channelCases } from './channel';
import { clientCases } from './client';
import { dealCases } from './deal';
import { listCases } from './list';
import { messageCases } from './message';
import type { OperationCase } from './types';

/** Every operation of the node but the one that waits for a person: test/engine/every-version/waiting.test.ts. */
export const everyCase: OperationCase[] = [
	...blockCases,
	...botCases,
	...channelCases,
	...clientCases,
	...dealCases,
	...listCases,
	...messageCases,
];
