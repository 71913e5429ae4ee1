/** What a person reads of the nodes: which words there are, and in which order. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
	NodeHelpers,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { MavibotNewClientTrigger } from '../../nodes/Mavibot/MavibotNewClientTrigger.node';
import { MavibotTrigger } from '../../nodes/Mavibot/MavibotTrigger.node';
import { resources } from '../../nodes/Mavibot/resources';
import { withNested } from '../support/fields';

const operations = resources.flatMap(({ value, operations }) =>
	operations.map(({ option, fields }) => ({ use: `${value}: ${option.value}`, fields })),
);
const fieldsOf = (use: string): INodeProperties[] =>
	operations.filter((operation) => operation.use === use).flatMap(({ fields }) => fields);
const choicesOf = ({ type, options = [] }: INodeProperties): string[] =>
	type === 'options' ? (options as INodePropertyOptions[]).map(({ name }) => name) : [];

describe('the node panel', () => {
	it('shows what most people come for first', () => {
		expect(resources.map(({ name }) => name)).toEqual([
			'Message',
			'Client',
			'Deal',
			'Bot',
			'List',
			'Channel',
			'Block',
		]);
	});

	it.each(['Mavibot', 'MavibotTrigger'])('finds %s by the words of people', (node) => {
		const file = path.resolve(__dirname, `../../nodes/Mavibot/${node}.node.json`);
		const { alias } = JSON.parse(readFileSync(file, 'utf8')) as { alias: string[] };

		expect(alias).toEqual(
			expect.arrayContaining(['mailing', 'newsletter', 'customer', 'contact', 'order', 'sms']),
		);
	});
});

describe('the New Client Trigger in the panel', () => {
	const { description } = new MavibotNewClientTrigger();
	const file = path.resolve(__dirname, '../../nodes/Mavibot/MavibotNewClientTrigger.node.json');
	const { node, alias } = JSON.parse(readFileSync(file, 'utf8')) as {
		node: string;
		alias: string[];
	};

	it('is found by the words of people', () => {
		expect(node).toBe(`n8n-nodes-mavibot.${description.name}`);
		expect(alias).toEqual(
			expect.arrayContaining(['new client', 'new contact', 'new lead', 'new customer', 'CRM']),
		);
	});

	it('stands by itself: n8n shows with a node only the one trigger that has its name', () => {
		expect(description.name.replace('Trigger', '')).not.toBe('mavibot');
		expect(description.displayName).toMatch(/^Mavibot .*Trigger$/);
		expect(description.description.length).toBeLessThan(90);
	});
});

describe('the actions of the trigger in the panel', () => {
	const { description } = new MavibotTrigger();
	/** The panel makes an action of each entry of the first field with one of these names. */
	const events = description.properties.find(({ displayName }) =>
		['event', 'events', 'trigger on'].includes(displayName.toLowerCase()),
	);
	/** What the form of a node has that was added by one of them. */
	const added = (event: string): INodeParameters | null =>
		NodeHelpers.getNodeParameters(
			description.properties,
			{ events: [event] },
			...([true, false] as const),
			{ typeVersion: 1.1 },
			description,
		);

	it('have one for a call from a block', () => {
		const blockCall = (events?.options as INodePropertyOptions[]).at(-1);

		expect(blockCall).toMatchObject({ value: 'blockCall', action: 'Called by a bot block' });
	});

	it('open a form that has what belongs to the event, and no more', () => {
		expect(added('blockCall')).toMatchObject({ events: ['blockCall'], responseMode: 'lastNode' });
		expect(added('blockCall')).not.toHaveProperty('filters');
		expect(added('clientMessage')).toMatchObject({ events: ['clientMessage'], filters: {} });
		expect(added('clientMessage')).not.toHaveProperty('responseMode');
	});
});

describe('the choices of a field', () => {
	const choices = (use: string, name: string) =>
		fieldsOf(use)
			.flatMap(withNested)
			.filter((field) => field.name === name && field.type === 'options')
			.map(choicesOf);

	it('of when a message goes out begin with the usual one', () => {
		expect(choices('message: send', 'sendWhen')).toEqual([['Now', 'After a Delay', 'At a Time']]);
	});

	it('leave the time zone of the project to the few who need it, with a line that says when', () => {
		const shown = fieldsOf('message: send').filter(({ displayOptions }) =>
			displayOptions?.show?.sendWhen?.includes('atTime'),
		);

		expect(shown.map(({ displayName, type }) => [displayName, type])).toEqual([
			['Time', 'dateTime'],
			['Time Options', 'collection'],
		]);
		expect(shown[0].hint).toContain('Time Options');
	});

	it('of how a variable is compared have what is alike side by side', () => {
		expect(choices('client: search', 'condition')).toEqual([
			['Is', 'Is Not', 'Is One Of', 'Is None Of'],
		]);
	});
});

describe('the form of Pass On Data', () => {
	const name = (label: string) => `Field With ${label}`;

	it.each([
		['callback', ['Client ID', 'Phone', 'Email', 'Text']],
		['email_callback', ['Email', 'Text']],
		['tg_callback', ['Telegram User ID', 'Telegram Bot', 'Text']],
		['whatsapp_callback', ['Client ID', 'Phone', 'Email', 'Text']],
		['message', ['Client ID', 'Text']],
		['whatsapp_message', ['Phone', 'Text']],
	])('has for %s the fields that it needs, with nothing to add', (choice, labels) => {
		const shown = fieldsOf('bot: forward').filter(
			({ type, displayOptions }) =>
				type === 'string' && (displayOptions?.show?.forwardTo?.includes(choice) ?? true),
		);

		expect(shown.map(({ displayName }) => displayName)).toEqual(labels.map(name));
	});
});

describe('the names of the form', () => {
	it.each(operations)('are not given twice in $use', ({ fields }) => {
		const names = fields.map(({ displayName }) => displayName);
		const nested = fields
			.flatMap((field) => withNested(field).filter((one) => one !== field))
			.map(({ displayName }) => displayName);

		expect(nested.filter((name) => names.includes(name))).toEqual([]);
	});

	it('are words of people, not of the API', () => {
		const shown = operations
			.flatMap(({ fields }) => fields.flatMap(withNested))
			.flatMap((field) =>
				field.type === 'notice' ? [] : [field.displayName, ...choicesOf(field)],
			);

		expect(shown.filter((name) => /inline|callback|\bthings\b/i.test(name))).toEqual([]);
	});
});
