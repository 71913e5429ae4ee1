/** Which messages are passed on, and what a person sees of those that started nothing. */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { loopbacksOfTests } from '../support/e2e/loopback';
import { useMavibot } from '../support/engine/mavibot';
import { createTrigger, type CallDetails } from '../support/engine/trigger';
import { postedMessage } from '../support/posted-message';

const mavibot = useMavibot();
const startLoopback = loopbacksOfTests();

/** A trigger, if it is to be one that passes on to a server, which tells what came. */
async function setUp(
	parameters: INodeParameters = {},
	options: INodeParameters = {},
	isPassingOn = true,
) {
	const received: Array<{ body: string; mark: unknown; url: string | undefined }> = [];
	let arrived = (): void => {};
	const { origin } = await startLoopback(({ headers, url }, response, body) => {
		received.push({ body, mark: headers['x-mavibot-passed-on'], url });
		response.end();
		arrived();
	});
	const passOn = [`${origin}/webhook/2/webhook?secret=a`];
	const trigger = await createTrigger(
		{ ...parameters, options: { ...options, ...(isPassingOn && { passOn }) } },
		{ apiKey: mavibot.api().apiKey, server: mavibot.api().origin },
	);
	await trigger.activate();
	return {
		trigger,
		received,
		/** Resolves once so many have come. */
		async arrival(count: number) {
			while (received.length < count) await new Promise<void>((resolve) => (arrived = resolve));
		},
		async posted(fields: IDataObject = {}, details: CallDetails = {}) {
			const body = postedMessage(fields);
			const rawBody = Buffer.from(JSON.stringify(body, undefined, 1));
			const { answered, result } = await trigger.call(body, { rawBody, ...details });
			return (answered?.json ?? result.webhookResponse) as { status: string };
		},
		connection: trigger.connection,
	};
}

const MARKED = { headers: { 'x-mavibot-passed-on': '1' } };

it('passes each message of the project on as it came, also one that starts nothing', async () => {
	const { received, arrival, posted } = await setUp();
	expect(await posted({ id: 1 })).toEqual({ status: 'started' });
	expect(await posted({ id: 2, is_input: 0 })).toEqual({ status: 'ignored' });
	expect(await posted({ id: 3, project_id: 5 })).toMatchObject({ status: 'refused' });
	expect(await posted({ id: 4 })).toEqual({ status: 'started' });
	await arrival(3);
	const asPosted = (fields: IDataObject) => JSON.stringify(postedMessage(fields), undefined, 1);
	const bodies = [{ id: 1 }, { id: 2, is_input: 0 }, { id: 4 }].map(asPosted);
	expect(received.map(({ body }) => body).sort()).toEqual(bodies.sort());
	expect(received[0]).toMatchObject({
		mark: expect.stringMatching(/./) as string,
		url: '/webhook/2/webhook?secret=a',
	});
});

it('starts with a message that was passed on, and passes it no further', async () => {
	const { received, arrival, posted } = await setUp();
	expect(await posted({ id: 1 }, MARKED)).toEqual({ status: 'started' });
	await posted({ id: 2 });
	await arrival(1);
	expect(received.map(({ body }) => (JSON.parse(body) as IDataObject).id)).toEqual([2]);
});

it('takes no message a second time that it has passed on to itself', async () => {
	const { received, arrival, posted, connection } = await setUp();
	await posted({ id: 1 });
	await arrival(1);
	const [{ mark }] = received;
	const own = { headers: { 'x-mavibot-passed-on': String(mark) } };
	expect(await posted({ id: 1 }, own)).toEqual({ status: 'ignored' });
	expect((await connection()).join()).toContain('by its own URL under Pass On To');
	const another = await setUp();
	expect(await another.posted({ id: 1 }, own)).toEqual({ status: 'started' });
});

it('refuses an expression under Pass On To that gives nothing', async () => {
	const options = { passOn: ['={{ undefined }}'] };
	const trigger = await createTrigger({ options }, { apiKey: 'none', server: 'https://a.example' });
	await expect(trigger.activate()).rejects.toThrow('Pass On To under Options is empty');
});

it('passes a repeated message on once, also one that starts nothing', async () => {
	const { received, arrival, posted } = await setUp({}, { leaveOutRepeats: true });
	const answers = [];
	for (const id of [1, 1, 2]) answers.push((await posted({ id })).status);
	for (const id of [3, 3]) answers.push((await posted({ id, is_input: 0 })).status);
	await posted({ id: 4 });
	await arrival(4);
	expect(answers).toEqual(['started', 'ignored', 'started', 'ignored', 'ignored']);
	const ids = received.map(({ body }) => (JSON.parse(body) as IDataObject).id);
	expect(ids.sort()).toEqual([1, 2, 3, 4]);
});

it('tells under Connection why events started nothing, all for one reason together, with nothing of what they say', async () => {
	const { posted, connection } = await setUp(
		{ filters: { text: { condition: { operator: 'contains', value: 'tea' } } } },
		{ leaveOutRepeats: true, leaveOutApiMessages: true, secret: 'sesame' },
		false,
	);
	const query = { secret: 'sesame' };
	await posted({ id: 1, message: 'green tea' }, { query });
	await posted({ id: 1, message: 'green tea' }, { query });
	await posted({ id: 2, message: 'My number is 15550101' }, { query });
	await posted({ id: 3, is_input: 0 }, { query });
	await posted({ id: 4, project_id: 5 }, { query });
	await posted({ id: 5 });
	await posted({ id: 6 });
	await posted({ id: '' }, { query });

	await posted({ id: 7, is_input: 0 }, { query });

	const inShort = (lines: string[]) =>
		lines.map((line) =>
			line
				.replaceAll(/ \d+"/g, '"')
				.replaceAll(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \(Europe\/Berlin\)/g, 'TIME'),
		);
	const started = 'Started nothing at the production URL of "Workflow":';
	expect(inShort(await connection())).toEqual([
		'Last message at the production URL of "Workflow": TIME',
		`${started} Employee Message is not chosen under Events (2 times, the last time TIME)`,
		`${started} The field id is missing: this is no message of Mavibot (TIME)`,
		`${started} The secret in the URL is missing or wrong (2 times, the last time TIME)`,
		`${started} This message is of another Mavibot project (TIME)`,
		`${started} it does not pass the filter Text (TIME)`,
		`${started} it has come before (TIME)`,
		'Open: messages came to one URL with this credential',
	]);
	expect((await connection()).join()).not.toMatch(/Anna|15550101|sesame/);
});

const NONE = 'No message has come with this credential';
const byRegex = (value: string): INodeParameters => ({
	filters: { text: { condition: { operator: 'regex', value } } },
});

it.each<[INodeParameters, string[]]>([
	[{}, [NONE]],
	[byRegex('('), [expect.stringMatching(/^Cannot be published like this: .*expression/) as string]],
	[byRegex('={{ "(" }}'), [NONE]],
])('tells under Connection what n8n would not publish (%#)', async (parameters, lines) => {
	const trigger = await createTrigger(parameters, { apiKey: 'none', server: 'https://a.example' });
	expect(await trigger.connection()).toEqual(lines);
});

it('tells under Connection of each URL by itself', async () => {
	const credentials = { apiKey: mavibot.api().apiKey, server: mavibot.api().origin };
	const [shop, support] = [
		await createTrigger({}, credentials, 'shop', 'shared'),
		await createTrigger({}, credentials, 'support', 'shared'),
	];
	for (const trigger of [shop, support]) await trigger.activate();
	const urls = async () => (await support.connection()).map((line) => line.replace(/: \d.*/, ''));
	expect(await support.connection()).toEqual([NONE]);
	await shop.call(postedMessage({ id: 1 }));
	expect(await urls()).toEqual([
		'Last message at the production URL of "Workflow shop"',
		'Open: messages came to one URL with this credential',
	]);
	await support.call(postedMessage({ id: 2 }));
	expect(await urls()).toEqual([
		'Last message at the production URL of "Workflow support"',
		'Last message at the production URL of "Workflow shop"',
		'Open: messages came to 2 URLs with this credential',
	]);
});

it('drops outgoing messages that came through the API, and none of a client', async () => {
	const { posted } = await setUp(
		{ events: ['clientMessage', 'employeeMessage'] },
		{ leaveOutApiMessages: true },
		false,
	);
	const fromApi = { message_from_outside: 1 };
	expect(await posted({ id: 1, is_input: 0, ...fromApi })).toEqual({ status: 'ignored' });
	expect(await posted({ id: 2, is_input: 0 })).toEqual({ status: 'started' });
	expect(await posted({ id: 3, ...fromApi })).toEqual({ status: 'started' });
});
