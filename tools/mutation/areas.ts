/** Some files of the package, and the tests that judge them: as few as can, since they run for every change. */
export interface Part {
	/** Files below nodes/Mavibot/, without their ending. */
	code: string[];
	/** Files below test/, without their ending. */
	tests: string[];
}

/** What decides who gets what, what leaves, and what becomes of what comes in. */
export const AREAS: Record<string, Part[]> = {
	'input and values': [
		{ code: ['input/{ids,idList,trim}'], tests: ['unit/values/ids'] },
		{
			code: ['input/{objects,scalars,names,links,time}'],
			tests: ['unit/values/single-values'],
		},
		{ code: ['input/{json,collections}', 'answers/entries'], tests: ['unit/values/json'] },
		{ code: ['input/buttons'], tests: ['unit/values/buttons'] },
		{
			code: ['input/{ownFields,universalWebhook}', 'api/methods'],
			tests: ['unit/values/own-data'],
		},
	],
	answers: [
		{ code: ['answers/refusals'], tests: ['unit/refusals'] },
		{ code: ['answers/brokenConnections'], tests: ['unit/connection-failures'] },
		{ code: ['answers/inWords'], tests: ['unit/errors'] },
		{ code: ['answers/withoutKey'], tests: ['unit/without-key'] },
		{ code: ['answers/{accepted,output,nothingFound}'], tests: ['unit/answers'] },
		{ code: ['answers/history'], tests: ['unit/history'] },
	],
	'retry and settings': [
		{ code: ['transport/requestOptions'], tests: ['unit/request-settings'] },
		{ code: ['transport/{retry,turns}'], tests: ['unit/retry'] },
	],
	bulk: [
		{ code: ['running/{inBulk,bulkRequests,readItems,inTwoWays}'], tests: ['unit/bulk'] },
		{ code: ['running/inSteps'], tests: ['unit/steps'] },
	],
	pages: [
		{ code: ['running/wholeList'], tests: ['unit/whole-list'] },
		{ code: ['running/inPages'], tests: ['unit/pages'] },
	],
	trigger: [
		{
			code: ['trigger/{caller/addresses,message/localNetwork}'],
			tests: ['unit/trigger-addresses'],
		},
		{
			code: ['trigger/{caller/allowed,message/event}'],
			tests: ['unit/trigger-messages'],
		},
		{
			code: ['trigger/message/{filters,comparing,textList}'],
			tests: ['unit/trigger-filters'],
		},
		{
			code: ['trigger/message/payload'],
			tests: ['unit/trigger-bodies', 'unit/trigger-messages'],
		},
		{
			code: ['trigger/message/{attachments,fileName}'],
			tests: ['unit/trigger-attachments'],
		},
	],
	'new clients': [
		{ code: ['newClients/{known,look}'], tests: ['unit/new-clients'] },
		{ code: ['newClients/poll'], tests: ['engine/every-version/new-clients'] },
	],
};
