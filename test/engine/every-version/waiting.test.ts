/** A question that is sent with links, and waits. What the links do is shown in a real n8n. */
import { WAIT_INDEFINITELY, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { byId, useMavibot } from '../../support/engine/mavibot';

const { api, requests, run } = useMavibot();

const asking = (parameters: INodeParameters = {}): INodeParameters => ({
	...{ resource: 'message', operation: 'sendAndWait', clientId: byId('101') },
	message: 'May she have her money back?',
	...parameters,
});

const ask = async (parameters: INodeParameters = {}, more = {}) =>
	await run(asking(parameters), more);

/** The labels of the buttons that were sent, with what their links say. */
function sentButtons(): Array<[string, IDataObject]> {
	const [{ body }] = requests();
	const { buttons } = body as { buttons: Array<{ text: string; url: string; type: string }> };
	return buttons.map(({ text, url, type }) => {
		expect(type).toBe('inline');
		const { signature, mark, ...query } = Object.fromEntries(new URL(url).searchParams);
		expect(signature).toMatch(/^[\da-f]{16,}/);
		expect(mark).toMatch(/^[\w-]{12}$/);
		return [text, query];
	});
}

describe('a question', () => {
	it('is one message with a link for each answer, and waits until somebody answers', async () => {
		const { error, run: whole, items } = await ask({}, { items: [{ a: 1 }, { a: 2 }] });

		expect(error).toBeUndefined();
		expect(requests()).toHaveLength(1);
		expect(requests()[0]).toMatchObject({
			action: 'message',
			body: { client_id: '101', message: 'May she have her money back?' },
		});
		expect(sentButtons()).toEqual([['Approve', { approved: 'true', button: 'Approve' }]]);
		expect(new Date(whole.waitTill ?? 0)).toEqual(WAIT_INDEFINITELY);
		// What goes on if nobody answers in time.
		expect(items.map(({ json }) => json)).toEqual([{ a: 1 }, { a: 2 }]);
	});

	it.each<[string, INodeParameters, Array<[string, IDataObject]>]>([
		[
			'to approve or decline',
			{ approvalOptions: { values: { approvalType: 'double', approveLabel: ' Да ' } } },
			[
				['Да', { approved: 'true', button: 'Да' }],
				['Decline', { approved: 'false', button: 'Decline' }],
			],
		],
		[
			'to choose',
			{ responseType: 'choice', choices: { choice: [{ label: 'S & M' }, { label: '<L>' }] } },
			[
				['S & M', { choice: 'S & M' }],
				['<L>', { choice: '<L>' }],
			],
		],
		[
			'to write',
			{ responseType: 'freeText', options: { messageButtonLabel: 'Answer' } },
			[['Answer', { write: 'text', button: 'Answer' }]],
		],
	])('%s has its links', async (_what, parameters, links) => {
		const { error } = await ask(parameters);

		expect(error).toBeUndefined();
		expect(sentButtons()).toEqual(links);
	});

	it('has its links in the text for messengers without buttons', async () => {
		const approvalOptions = { values: { approveLabel: 'Say "yes"' } };
		await ask({ approvalOptions, options: { linksInText: true } });

		const [{ body }] = requests();
		expect(body).not.toHaveProperty('buttons');
		expect((body as IDataObject).message).toMatch(
			/^May she have her money back\?\n\nSay "yes": http.*signature=/,
		);
	});

	it.each<[string, IDataObject, number]>([
		['minutes', { resumeAmount: 5, resumeUnit: 'minutes' }, 300_000],
		[
			'days',
			{ limitType: 'afterTimeInterval', resumeAmount: 1.5, resumeUnit: 'days' },
			129_600_000,
		],
		['the default of n8n', {}, 3_600_000],
	])('waits no longer than is given: %s', async (_what, values, expected) => {
		const before = Date.now();
		const { run: whole } = await ask({ options: { limitWaitTime: { values } } as INodeParameters });

		const end = new Date(whole.waitTill ?? 0).getTime();
		expect(end).toBeGreaterThanOrEqual(before + expected);
		expect(end).toBeLessThanOrEqual(Date.now() + expected);
	});

	it('waits until a time on the clock of the workflow', async () => {
		const day = inDays(30);
		const values = { limitType: 'atSpecifiedTime', maxDateAndTime: `${day}T12:00:00` };
		const { run: whole } = await ask({ options: { limitWaitTime: { values } } });

		expect(new Date(whole.waitTill ?? 0).toLocaleString('sv', { timeZone: 'Europe/Berlin' })).toBe(
			`${day} 12:00:00`,
		);
	});

	const inDays = (days: number): string =>
		new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
	const limited = (values: IDataObject) =>
		({ options: { limitWaitTime: { values } } }) as INodeParameters;
	const choosing = (...labels: string[]): INodeParameters => ({
		responseType: 'choice',
		choices: { choice: labels.map((label) => ({ label })) },
	});

	it.each<[string, INodeParameters]>([
		['Message is empty', { message: ' ' }],
		['Message is empty', { message: '={{ $json.question }}' }],
		['Client is empty', { clientId: byId('={{ $json.nobody }}') }],
		['Approve Button Label is empty', { approvalOptions: { values: { approveLabel: '' } } }],
		[
			'Two buttons have the label "Yes"',
			{
				approvalOptions: {
					values: { approvalType: 'double', approveLabel: 'Yes', disapproveLabel: ' Yes' },
				},
			},
		],
		['Answers is empty', choosing()],
		['Answer 2 is empty', choosing('S', '')],
		['Two buttons have the label "S"', choosing('S', 'M', 'S')],
		['There are 11 answers', choosing(...'abcdefghijk')],
		['Text of Button 1 has a double quote', choosing('a "quoted" one')],
		[
			'Message Button Label is empty',
			{ responseType: 'freeText', options: { messageButtonLabel: '' } },
		],
		['Response Type has to be one of', { responseType: 'customForm' }],
		['Response Type holds an expression', { responseType: "={{ 'approval' }}" }],
		['Limit Wait Time is over at once', limited({ resumeAmount: 0 })],
		['Limit Wait Time is over at once', limited({ resumeAmount: -1 })],
		['Limit Wait Time is more than 366 days', limited({ resumeAmount: 3650, resumeUnit: 'days' })],
		['Amount is empty', limited({ resumeAmount: '={{ $json.hours }}' })],
		['Unit has to be one of', limited({ resumeUnit: 'years' })],
		[
			'Limit Wait Time is over at once',
			limited({ limitType: 'atSpecifiedTime', maxDateAndTime: '2020-01-01T00:00:00' }),
		],
		['Max Date and Time is empty', limited({ limitType: 'atSpecifiedTime' })],
	])('is not sent where %s', async (words, parameters) => {
		const { error, run: whole } = await ask(parameters);

		expect(error?.message).toContain(words);
		expect(error?.context?.itemIndex).toBe(0);
		expect(requests()).toEqual([]);
		expect(whole.waitTill).toBeUndefined();
	});

	it('that could not be sent waits for nothing, and says so as any operation does', async () => {
		const failing = async (onError?: 'continueErrorOutput') => {
			api().fail({ body: { status: 'client_not_found' } });
			return await ask({}, { onError });
		};
		const stopped = await failing();
		const gone = await failing('continueErrorOutput');

		expect(stopped.error?.message).toBe('The client was not found in Mavibot');
		expect(gone.errorItems.map(({ json }) => json.error)).toEqual([
			'The client was not found in Mavibot',
		]);
		expect([stopped, gone].map(({ run: whole }) => whole.waitTill)).toEqual([undefined, undefined]);
	});

	it('is refused in words where the routing runs it, as agents before version 3 do', async () => {
		const { error } = await ask({}, { asTool: true });

		expect(error?.message).toBe('An AI agent cannot wait for an answer within a tool');
		expect(requests()).toEqual([]);
	});
});
