import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { PERMISSION_OF_METHOD } from '../../nodes/Mavibot/shared/permissions';

interface Contract {
	paths: Record<string, Record<string, { 'x-permission': string }>>;
}

const contract = parse(
	readFileSync(path.resolve(__dirname, '../support/mavibot-api/openapi.yaml'), 'utf8'),
) as Contract;

describe('the permissions that error messages name', () => {
	it('are those of the contract, for every method', () => {
		const permissions = Object.entries(contract.paths).map(([url, verbs]) => [
			url.slice(1),
			Object.values(verbs)[0]['x-permission'],
		]);

		expect(PERMISSION_OF_METHOD).toEqual(Object.fromEntries(permissions));
	});
});
