import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { everyCase } from '../support/engine/cases';
import { useMavibot } from '../support/engine/mavibot';

const SCHEMAS = path.resolve(__dirname, '../../nodes/Mavibot/__schema__/v1.0.0');

interface OutputSchema {
	properties: Record<string, object>;
	version: number;
}

const schemaOf = (resource: string, operation: string): OutputSchema =>
	JSON.parse(
		readFileSync(path.join(SCHEMAS, resource, `${operation}.json`), 'utf8'),
	) as OutputSchema;

const { api, run } = useMavibot();

describe('the output that the editor shows before the first run', () => {
	it.each(everyCase)('is that of $resource: $operation', async (operationCase) => {
		const { resource, operation, smallest } = operationCase;
		operationCase.before?.(api());
		await api().clientWrites(101, 'Hello');
		const { version, ...schema } = schemaOf(resource, operation);
		const validate = new Ajv({ allowUnionTypes: true }).compile(schema);

		const { items } = await run(
			{ resource, operation, ...smallest.parameters },
			{ items: [smallest.item ?? {}] },
		);

		expect(version).toBe(1);
		expect(items.length).toBeGreaterThan(0);
		for (const { json } of items) {
			validate(json);
			expect(validate.errors).toBeNull();
		}
		const fields = new Set(items.flatMap(({ json }) => Object.keys(json)));
		const promised = Object.keys(schema.properties);
		expect(promised.filter((field) => !fields.has(field))).toEqual(
			// Only some messengers have these.
			promised.filter((field) => !fields.has(field) && ['short_name', 'uri'].includes(field)),
		);
	});

	it('has a file for every operation and none besides', () => {
		const files = readdirSync(SCHEMAS).flatMap((resource) =>
			readdirSync(path.join(SCHEMAS, resource)).map((file) => `${resource}/${file}`),
		);

		const operations = [...everyCase, { resource: 'message', operation: 'sendAndWait' }];
		expect(files.sort()).toEqual(
			operations.map(({ resource, operation }) => `${resource}/${operation}.json`).sort(),
		);
	});
});
