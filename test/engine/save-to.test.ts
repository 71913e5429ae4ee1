import type { INodeParameters } from 'n8n-workflow';
import { byId, useMavibot } from '../support/engine/mavibot';

const { requests, run } = useMavibot();

const SET: INodeParameters = {
	...{ resource: 'client', operation: 'setVariables', clientId: byId('101') },
};

const rows = (...names: string[]): INodeParameters => ({
	variables: { variable: names.map((name) => ({ name, value: 'Kazan' })) },
});

/** The names of the variables that the one request carries. */
function namesSent(): string[] {
	const [{ body }] = requests();
	return Object.keys((body as { variables: object }).variables);
}

describe('Save To', () => {
	it.each<[string, INodeParameters, string[]]>([
		['the client at first', rows('city'), ['client.city']],
		['the client once, where the prefix was typed', rows('client.city'), ['client.city']],
		['the deal', { ...rows('city'), saveTo: 'deal' }, ['city']],
		[
			'the client all the same, where the prefix was typed',
			{ ...rows('client.city', 'order'), saveTo: 'deal' },
			['client.city', 'order'],
		],
		[
			'the client, from JSON',
			{ specifyVariables: 'json', variablesJson: '{ "city": "Kazan", "client.tel": "1" }' },
			['client.city', 'client.tel'],
		],
	])('saves to %s', async (_whose, given, names) => {
		for (const asTool of [false, true]) {
			const { error } = await run({ ...SET, ...given }, { asTool });
			expect(error).toBeUndefined();
		}

		expect(namesSent()).toEqual(names);
		expect(requests()[1].body).toEqual(requests()[0].body);
	});

	it('refuses the same variable with the prefix and without', async () => {
		const { error } = await run({ ...SET, ...rows('city', 'client.city') });

		expect(error?.message).toBe(
			'The variable "client.city" is given twice, with "client." before its name and without',
		);
		expect(requests()).toEqual([]);
	});

	it('refuses what is neither of the two', async () => {
		const { error } = await run({ ...SET, ...rows('city'), saveTo: '={{ "list" }}' });

		expect(error?.message).toContain('Save To');
		expect(requests()).toEqual([]);
	});
});
