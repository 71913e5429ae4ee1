import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { METHODS } from '../../nodes/Mavibot/api/methods';

interface Contract {
	paths: Record<string, Record<string, { 'x-permission': string }>>;
}

const contract = parse(
	readFileSync(path.resolve(__dirname, '../support/mavibot-api/openapi.yaml'), 'utf8'),
) as Contract;

describe('what is known of each method', () => {
	it('has the verb and the permission of the contract', () => {
		const known = Object.entries(METHODS).map(([name, { verb, permission }]) => [
			name,
			{ [verb.toLowerCase()]: permission },
		]);
		const permissions = Object.entries(contract.paths).map(([url, verbs]) => [
			url.slice(1),
			Object.fromEntries(
				Object.entries(verbs).map(([verb, described]) => [verb, described['x-permission']]),
			),
		]);

		expect(Object.fromEntries(known)).toEqual(Object.fromEntries(permissions));
	});

	it('says that it writes where the key has to be allowed to change or delete something', () => {
		for (const [name, { permission, writes }] of Object.entries(METHODS)) {
			expect([name, writes]).toEqual([name, !permission.startsWith('read')]);
		}
	});
});
