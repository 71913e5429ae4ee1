import { randomUUID } from 'node:crypto';
import type { INodeProperties } from 'n8n-workflow';
import { resources } from '../../../nodes/Mavibot/resources';
import type { Operation } from '../../../nodes/Mavibot/running/operation';
import { until } from '../../support/real-n8n/until';
import {
	choices,
	choose,
	closeNode,
	openStoredNode,
	parameter,
	shownFields,
	shownNotices,
	type ShownField,
} from './editor';
import type { Shared } from './setup';

/** The fields of an operation that its form shows at first. */
const fieldsAtFirst = ({ fields }: Operation): INodeProperties[] =>
	fields.filter(({ displayOptions }) =>
		Object.entries(displayOptions?.show ?? {}).every(([name, values]) => {
			const value = fields.find((field) => field.name === name)?.default;
			return Array.isArray(values) && values.some((one) => one === value);
		}),
	);

/** A choice or a switch has a value from the start and may lead to further fields, required ones too. */
const isChoice = ({ type }: INodeProperties) => type === 'options' || type === 'boolean';

/** The form of every operation, opened by choosing it in the form. */
export function testsOfForms(shared: () => Shared): void {
	beforeAll(async () => {
		const { client, credential, page, url } = shared();
		const id = randomUUID();
		const workflow = await client.createWorkflow({
			name: 'Every form',
			nodes: [
				{
					id,
					name: 'Mavibot',
					type: 'n8n-nodes-mavibot.mavibot',
					typeVersion: 1,
					position: [0, 0],
					parameters: {},
					credentials: { mavibotApi: credential },
				},
			],
			connections: {},
		});
		await openStoredNode(page, url, workflow.id, id);
	});

	afterAll(async () => await closeNode(shared().page));

	/** What the form shows below the choice of the operation, once that has labels in this order. */
	async function formWith(labels: string[]): Promise<ShownField[]> {
		const { page } = shared();
		let shown: ShownField[] = [];
		await until(
			async () => {
				shown = (await shownFields(page)).slice(2);
				return shown.map(({ label }) => label).join() === labels.join() || undefined;
			},
			{
				onTimeout: () =>
					`The form should show ${labels.join(', ')}, and shows ${shown.map(({ label }) => label).join(', ')}`,
			},
		);
		return shown;
	}

	describe.each(resources.map((resource) => [resource.name, resource] as const))(
		'%s',
		(_name, { name, operations }) => {
			beforeAll(async () => await choose(shared().page, 'resource', name));

			test.each(operations.map((operation) => [operation.option.name, operation] as const))(
				'%s',
				async (operationName, operation) => {
					const { page, pageErrors } = shared();
					const errorsBefore = pageErrors.length;
					await choose(page, 'operation', operationName);
					const fields = fieldsAtFirst(operation);
					const withLabel = fields.filter(({ type }) => type !== 'notice');
					const shown = await formWith(withLabel.map(({ displayName }) => displayName));

					const areMissing = withLabel.map(({ required, type, default: value }) =>
						type === 'resourceLocator' || value === '' ? required === true : false,
					);
					expect(shown.map(({ isMissing }) => isMissing)).toEqual(areMissing);
					const typed = shown.filter((_field, index) => !isChoice(withLabel[index]));
					const missing = typed.map(({ isMissing }) => isMissing);
					expect(missing).toEqual([...missing].sort((one, other) => Number(other) - Number(one)));
					expect(await shownNotices(page)).toHaveLength(fields.length - withLabel.length);
					expect(pageErrors.slice(errorsBefore)).toEqual([]);
				},
			);

			test('says of each operation all that it has to say', async () => {
				const { page } = shared();
				await parameter(page, 'operation').click();
				await choices(page).first().waitFor();
				const described = await choices(page).evaluateAll((elements) =>
					elements.map((element) => {
						const description = element.querySelector('.option-description');
						return {
							name: element.querySelector('.option-headline')?.textContent?.trim(),
							// n8n clamps a long description to some lines.
							isCutOff: (description?.scrollHeight ?? 0) > (description?.clientHeight ?? 0) + 1,
						};
					}),
				);
				await page.keyboard.press('Escape');
				await choices(page).first().waitFor({ state: 'hidden' });
				expect(described).toEqual([
					...operations.map(({ option }) => ({ name: option.name, isCutOff: false })),
					// n8n adds it.
					{ name: 'Custom API Call', isCutOff: false },
				]);
			});
		},
	);
}
