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
		{ code: ['shared/values/{ids,idList,trim}'], tests: ['unit/values/ids'] },
		{
			code: ['shared/values/{objects,scalars,names,links,time}'],
			tests: ['unit/values/single-values'],
		},
		{ code: ['shared/values/{json,collections,entries}'], tests: ['unit/values/json'] },
		{ code: ['shared/values/buttons'], tests: ['unit/values/buttons'] },
		{
			code: ['shared/values/{ownFields,recipients,universalWebhook}'],
			tests: ['unit/values/own-data'],
		},
	],
	answers: [
		{ code: ['shared/refusals'], tests: ['unit/refusals'] },
		{ code: ['shared/connectionFailures'], tests: ['unit/connection-failures'] },
		{ code: ['shared/errors'], tests: ['unit/errors'] },
		{ code: ['shared/withoutKey'], tests: ['unit/without-key'] },
		{ code: ['shared/{answer,found}'], tests: ['unit/answers'] },
	],
	'retry and settings': [
		{ code: ['shared/requestSettings'], tests: ['unit/request-settings'] },
		{ code: ['shared/{retry,inFlight}'], tests: ['unit/retry'] },
	],
	bulk: [{ code: ['shared/bulk'], tests: ['unit/bulk'] }],
	pages: [
		{ code: ['shared/wholeList'], tests: ['unit/whole-list'] },
		{ code: ['shared/pages'], tests: ['unit/pages'] },
	],
	trigger: [
		{ code: ['trigger/{addresses,localNetwork}'], tests: ['unit/trigger-addresses'] },
		{ code: ['trigger/{caller,filters,payload,event}'], tests: ['unit/trigger-messages'] },
	],
};
