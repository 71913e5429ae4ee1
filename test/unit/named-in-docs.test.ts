/** What the pages for people name: operations, actions and fields that there are. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { MavibotApi } from '../../credentials/MavibotApi.credentials';
import { MavibotTrigger } from '../../nodes/Mavibot/MavibotTrigger.node';
import { resources } from '../../nodes/Mavibot/resources';
import { withNested } from '../support/fields';

const ROOT = path.resolve(__dirname, '../..');
const textOf = (page: string): string => readFileSync(path.join(ROOT, page), 'utf8');

const PAGES = [
	'README.md',
	...readdirSync(path.join(ROOT, 'docs'))
		.filter((file) => file.endsWith('.md'))
		.map((file) => `docs/${file}`),
];

const RESOURCE_NAMES = resources.map(({ name }) => name).join('|');

it.each(PAGES)('%s names operations that there are', (page) => {
	const named = [
		...textOf(page).matchAll(new RegExp(`\\b(${RESOURCE_NAMES}): (?=([A-Z].*))`, 'g')),
	];
	const unknown = named.filter(([, resource, words]) => {
		const { operations = [] } = resources.find(({ name }) => name === resource) ?? {};
		return !operations.some(({ option }) => words.startsWith(option.name));
	});

	expect(unknown.map(([, resource, words]) => `${resource}: ${words.slice(0, 30)}`)).toEqual([]);
});

describe('the first workflow of the README', () => {
	const [, section] = /\n## Your first workflow\n([^]*?)\n## /.exec(textOf('README.md')) ?? [
		'',
		'',
	];
	const inBold = [...section.matchAll(/\*\*(.+?)\*\*/g)].map(([, words]) => words);

	it('clicks what the panel offers', () => {
		const send = resources[0].operations[0];
		const { properties } = new MavibotTrigger().description;
		const events = properties.find(({ name }) => name === 'events')?.options ?? [];

		expect(events).toContainEqual(expect.objectContaining({ name: 'Client Message' }));
		// The panel makes this name of the event.
		expect(inBold).toContain('On client message');
		expect(inBold).toContain(send.option.action);
	});

	it('fills in fields that the form has', () => {
		const fields = resources[0].operations[0].fields.flatMap(withNested);
		const names = fields.map(({ displayName }) => displayName);

		expect(inBold).toEqual(expect.arrayContaining(['Client', 'Text']));
		expect(names).toEqual(expect.arrayContaining(['Client', 'Text']));
		expect(fields.find(({ name }) => name === 'clientId')?.modes).toContainEqual(
			expect.objectContaining({ displayName: 'By ID' }),
		);
	});

	it('begins with a credential whose fields are called so', () => {
		const [, key] = /\n## The API key\n([^]*?)\n## /.exec(textOf('README.md')) ?? ['', ''];
		const { displayName, properties } = new MavibotApi();

		expect(key).toContain(`**${displayName}**`);
		expect(key).toContain(`**${properties[0].displayName}**`);
	});
});
