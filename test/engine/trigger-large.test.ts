/**
 * What is as large as a body may be costs the trigger no more than n8n itself. The control is the least that n8n's own
 * Webhook node makes of the same body, reading and writing JSON; half of that again would be 1.5 times its time.
 */
import type { IDataObject } from 'n8n-workflow';
import { useMavibot } from '../support/engine/mavibot';
import { createTrigger, type Call } from '../support/engine/trigger';
import { postedMessage } from '../support/posted-message';

const { api } = useMavibot();

/** What takes long by itself does so each time; a busy machine does not. */
const TRIES = 6;

const LENGTH = 2_000_000;
const CLIENT = postedMessage().client;

const TEXTS = {
	letters: 'x'.repeat(LENGTH),
	spaces: ' '.repeat(LENGTH),
	'spaces behind a letter': `x${' '.repeat(LENGTH)}`,
	slashes: '/'.repeat(LENGTH),
	dots: '.'.repeat(LENGTH),
	quotes: '"'.repeat(LENGTH / 2),
	'signs without width': '\u200b'.repeat(LENGTH / 3),
	marks: `a${'\u0301\u0323'.repeat(LENGTH / 4)}`,
	'a payment': `ovg58keefc_success ${'7'.repeat(LENGTH)}`,
	'a task': 'edit_task_callback task_id:'.repeat(LENGTH / 27),
};

const PLACES: Record<string, (text: string) => IDataObject> = {
	'a message': (message) => ({ message }),
	'a tag': (tag) => ({ client: { ...CLIENT, tag } }),
	'a name': (name) => ({ client: { ...CLIENT, name } }),
	'a messenger': (type) => ({ client: { ...CLIENT, client_type: type } }),
	'an id': (id) => ({ id }),
	'a link': (url) => ({ attachments: url }),
	'the link of an attachment': (url) => ({ attachments: [{ url }] }),
	'the name of an attachment': (name) => ({ attachments: [{ url: 'https://a.example/b', name }] }),
	'something of an attachment': (other) => ({ attachments: [{ other }] }),
	'the source': (source) => ({ message_from_outside: source }),
};

const variables = (count: number) =>
	Object.fromEntries(Array.from({ length: count }, (_, index) => [`variable_${index}`, index]));

const STRUCTURES: Record<string, IDataObject> = {
	'200,000 variables': { client: { ...CLIENT, variables: variables(200_000) } },
	'45,000 variables': { client: { ...CLIENT, variables: variables(45_000) } },
	'45,000 fields': variables(45_000),
	'a million attachments': { attachments: Array<object>(1_000_000).fill({}) as IDataObject[] },
	'45,000 links': { attachments: Array<string>(45_000).fill('https://a.example/b') },
};

const BODIES = [
	...Object.entries(PLACES).flatMap(([place, fieldsOf]) =>
		Object.entries(TEXTS).map(([kind, text]): [string, () => IDataObject] => [
			`${kind} as ${place}`,
			() => fieldsOf(text),
		]),
	),
	...Object.entries(STRUCTURES).map(([kind, fields]): [string, () => IDataObject] => [
		kind,
		() => fields,
	]),
];

const FILTERS = {
	attachments: 'without',
	bots: ['tea_shop_bot'],
	clientTags: 'summer, winter',
	messengers: [1],
	text: { condition: { operator: 'contains', value: 'price' } },
};

const SETUPS = [
	{ simplify: true, options: { serviceTexts: 'a, b' } },
	{ simplify: false, filters: { text: { condition: { operator: 'regex', value: '(.*a?)*x' } } } },
	...Object.entries(FILTERS).map(([name, filter]) => ({ filters: { [name]: filter } })),
];

async function took(work: () => unknown): Promise<number> {
	const startedAt = performance.now();
	await work();
	return performance.now() - startedAt;
}

const triggers: Array<Awaited<ReturnType<typeof createTrigger>>> = [];

beforeAll(async () => {
	const events = ['clientMessage', 'serviceEvent', 'callback'];
	const credentials = { apiKey: api().apiKey, server: api().origin };
	for (const setup of SETUPS) {
		const trigger = await createTrigger({ events, ...setup }, credentials);
		await trigger.activate();
		triggers.push(trigger);
	}
});

it.each(BODIES)('%s', async (_what, fieldsOf) => {
	const json = Buffer.from(JSON.stringify(postedMessage(fieldsOf())));
	for (const trigger of triggers) {
		let ratio = Infinity;
		for (let tried = 0; tried < TRIES && ratio > 0.5; tried++) {
			const control = await took(() => JSON.stringify(JSON.parse(json.toString())));
			const body: unknown = JSON.parse(json.toString());
			const own = await took(async (): Promise<Call> => await trigger.call(body));
			ratio = Math.min(ratio, own / control);
		}
		const { parameters } = trigger.node;
		expect({ parameters, ratio: ratio > 0.5 ? ratio : 0 }).toEqual({ parameters, ratio: 0 });
	}
});
