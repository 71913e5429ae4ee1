import type { INodeParameters } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import type { CredentialReference, N8nClient } from '../../test/support/real-n8n';
import { openStoredNode } from '../../test/e2e/editor/editor';
import {
	chain,
	mavibotNode,
	newClientNode,
	triggerNode,
	type Node,
} from '../../test/e2e/mavibot/workflow';
import { areaOf, shoot, type Area } from './shoot';

/** A question that the boss gets, in the form and on the pictures of what comes of it. */
export const QUESTION: INodeParameters = {
	resource: 'message',
	operation: 'sendAndWait',
	clientId: {
		...{ __rl: true, mode: 'list', value: 103 },
		cachedResultName: 'Clara · clara@example.com · ID 103',
	},
	message: 'Anna wants 40 back for order 17. May she have it?',
	approvalOptions: {
		values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: 'No' },
	},
	options: {
		limitWaitTime: { values: { resumeAmount: 1, resumeUnit: 'days' } },
		responseFormTitle: 'A refund',
	},
};

/** The picture of the other trigger's form. */
const OF_NEW_CLIENTS = 'form-new-client';

/** By the names of the pictures; the form is the trigger's where there is no resource. */
const FORMS: Record<string, INodeParameters> = {
	'form-ask': QUESTION,
	'form-broadcast': {
		resource: 'message',
		operation: 'broadcast',
		list: '5',
		message: 'The first flush of Darjeeling is here. Free samples until Sunday!',
		sendWhen: 'afterDelay',
		timeShift: 2,
		timeShiftUnit: 'hours',
	},
	'form-client-search': {
		resource: 'client',
		operation: 'search',
		conditions: {
			condition: [
				{ variable: 'city', condition: 'isOneOf', value: 'Berlin, Paris' },
				{ variable: 'newsletter', condition: 'is', value: 'yes' },
			],
		},
		ifNothingFound: 'item',
	},
	'form-set-variables': {
		resource: 'client',
		operation: 'setVariables',
		clientId: {
			...{ __rl: true, mode: 'list', value: 101 },
			cachedResultName: 'Anna · 777000101 · ID 101',
		},
		variables: {
			variable: [
				{ name: 'favourite', value: 'Green tea' },
				{ name: 'city', value: 'Berlin' },
			],
		},
	},
	'form-import-columns': {
		...{ resource: 'client', operation: 'import', mappingMode: 'autoMapInputData' },
		clientTypeOfAll: 1,
		groupIdOfAll: {
			...{ __rl: true, mode: 'list', value: 'tea_shop_bot' },
			cachedResultName: 'tea_shop_bot (telegram)',
		},
	},
	'form-upsert': {
		...{ resource: 'client', operation: 'upsert', mappingMode: 'autoMapInputData' },
		clientTypeOfAll: 6,
		groupIdOfAll: {
			...{ __rl: true, mode: 'list', value: '34810' },
			cachedResultName: '15550100 (whatsapp)',
		},
		listIds: '5, 6',
	},
	'form-set-variables-columns': {
		...{ resource: 'client', operation: 'setVariables', mappingMode: 'autoMapInputData' },
		columnsLeftOut: 'row_number, notes',
	},
	'form-deal': {
		resource: 'deal',
		operation: 'create',
		findClientBy: 'phone',
		phone: '15550101',
		name: 'Order 17',
		budget: '1200',
	},
	'form-pass-on': {
		options: {
			passOn: [
				'https://n8n.example/webhook-test/6f1c/webhook',
				'https://staging.example/webhook/9ab2/webhook?secret=tea4everybody',
			],
		},
	},
	[OF_NEW_CLIENTS]: {
		pollTimes: { item: [{ mode: 'everyX', value: 5, unit: 'minutes' }] },
		filters: { messengers: [1] },
	},
	trigger: { filters: { messengers: [1] }, options: { downloadAttachments: true } },
};

function nodeOf(name: string, parameters: INodeParameters, credential: CredentialReference): Node {
	if ('resource' in parameters) return mavibotNode('Mavibot', credential, parameters);
	const trigger = name === OF_NEW_CLIENTS ? newClientNode : triggerNode;
	return { ...trigger('Mavibot', credential), parameters };
}

/** Takes the pictures of forms that are filled in. */
export async function shootForms(
	page: Page,
	client: N8nClient,
	credential: CredentialReference,
): Promise<void> {
	for (const [name, parameters] of Object.entries(FORMS)) {
		const workflow = await client.createWorkflow(
			chain(name, [nodeOf(name, parameters, credential)]),
		);
		await openStoredNode(page, client.url, workflow.id, workflow.nodes[0].id);
		await shoot(page, name, await areaOfForm(page));
	}
}

/** The open form, from its tabs to its last field. */
async function areaOfForm(page: Page): Promise<Area> {
	const tabs = await areaOf(page.getByTestId('tab-params'));
	const button = await areaOf(page.getByTestId('node-execute-button'));
	const [x, y] = [tabs.x, button.y - 8];
	const fields = page.getByTestId('node-parameters').getByTestId('parameter-item');
	const bottom = await fields
		.filter({ visible: true })
		.evaluateAll((elements) =>
			Math.max(...elements.map((element) => element.getBoundingClientRect().bottom)),
		);
	return { x, y, width: button.x + button.width + 8 - x, height: bottom + 16 - y };
}
