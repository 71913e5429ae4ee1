import { randomUUID } from 'node:crypto';
import type { INodeParameters } from 'n8n-workflow';
import type { Page } from 'playwright-core';
import type { CredentialReference, N8nClient } from '../../test/support/real-n8n';
import { openStoredNode } from '../../test/e2e/editor/editor';
import { areaOf, shoot, type Area } from './shoot';

interface Form {
	/** Of the file. */
	name: string;
	node: 'mavibot' | 'mavibotTrigger';
	parameters: INodeParameters;
}

const chosen = (value: string | number, cachedResultName: string): INodeParameters[string] => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName,
});

const FORMS: Form[] = [
	{
		name: 'form-broadcast',
		node: 'mavibot',
		parameters: {
			resource: 'message',
			operation: 'broadcast',
			list: '5',
			message: 'The first flush of Darjeeling is here. Free samples until Sunday!',
			sendWhen: 'afterDelay',
			timeShift: 2,
			timeShiftUnit: 'hours',
		},
	},
	{
		name: 'form-client-search',
		node: 'mavibot',
		parameters: {
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
	},
	{
		name: 'form-set-variables',
		node: 'mavibot',
		parameters: {
			resource: 'client',
			operation: 'setVariables',
			clientId: chosen(101, 'Anna · 777000101 · ID 101'),
			variables: {
				variable: [
					{ name: 'client.favourite', value: 'Green tea' },
					{ name: 'delivery', value: 'courier' },
				],
			},
		},
	},
	{
		name: 'form-deal',
		node: 'mavibot',
		parameters: {
			resource: 'deal',
			operation: 'create',
			findClientBy: 'phone',
			phone: '15550101',
			additionalFields: { name: 'Order 17', budget: 1200 },
		},
	},
	{
		name: 'trigger',
		node: 'mavibotTrigger',
		parameters: {
			filters: { messengers: [1] },
			options: { downloadAttachments: true },
		},
	},
];

const VERSIONS = { mavibot: 1, mavibotTrigger: 1.1 };

/** Takes the pictures of forms that are filled in. */
export async function shootForms(
	page: Page,
	client: N8nClient,
	credential: CredentialReference,
): Promise<void> {
	for (const { name, node, parameters } of FORMS) {
		const id = randomUUID();
		const workflow = await client.createWorkflow({
			name,
			nodes: [
				{
					id,
					name: 'Mavibot',
					type: `n8n-nodes-mavibot.${node}`,
					typeVersion: VERSIONS[node],
					position: [0, 0],
					webhookId: randomUUID(),
					parameters,
					credentials: { mavibotApi: credential },
				},
			],
			connections: {},
		});
		await openStoredNode(page, client.url, workflow.id, id);
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
