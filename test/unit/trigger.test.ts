/** How the trigger is set up and activated, and what it remembers. */
import type {
	IDataObject,
	IHookFunctions,
	INode,
	INodeParameters,
	NodeOperationError,
	NodeTypeAndVersion,
} from 'n8n-workflow';
import { isRegistered, register, unregister } from '../../nodes/Mavibot/trigger/registration';
import { isRepeat, REMEMBERED_EVENTS } from '../../nodes/Mavibot/trigger/state/repeats';
import { settingsOf } from '../../nodes/Mavibot/trigger/settings';

const NODE: Omit<INode, 'parameters'> = {
	id: '1',
	name: 'Trigger',
	type: '',
	typeVersion: 1.1,
	position: [0, 0],
};

describe('the fields of the node', () => {
	const read = (given: IDataObject, reads: string[] = []) => {
		const parameters = given as INodeParameters;
		return settingsOf({
			getNodeParameter: (name, fallback) => {
				reads.push(name);
				return parameters[name] ?? fallback;
			},
			getNode: () => ({ ...NODE, parameters }),
		});
	};

	it('are read once where none is an expression, and for every event where one is', () => {
		const reads: string[] = [];
		const fixed = { events: ['clientMessage'], options: { secret: 'only here' } };
		const changing = { events: ['clientMessage'], options: { secret: '={{ $now }}' } };

		expect(read(fixed, reads)).toBe(read({ ...fixed }, reads));
		const readsOfFixed = reads.length;
		expect(read(changing, reads)).not.toBe(read(changing, reads));
		expect(reads).toHaveLength(3 * readsOfFixed);
	});

	it('are read with their defaults', () => {
		expect(read({ events: ['clientMessage'] })).toMatchObject({
			isCalledByBlock: false,
			events: ['clientMessage'],
			isSimplified: true,
			secret: '',
			allowed: [],
			isWithoutRepeats: false,
			downloads: undefined,
		});
		expect(read({ events: ['a'], options: { downloadAttachments: true } }).downloads).toEqual({
			maxFiles: 5,
			maxBytes: 20_000_000,
			maxBytesOfAll: 200_000_000,
			timeoutMs: 10_000,
			isLocalAllowed: false,
		});
	});

	const withOptions = (options: IDataObject) => ({ events: ['a'], options });
	const filters = { text: { condition: { operator: 'regex', value: '(' } } };

	it.each([
		[{ events: [] }, 'No event is chosen'],
		[{ source: '={{ "botBlock" }}' }, 'Started By holds an expression'],
		[{ source: 'botBlock', responseMode: '={{ 1 }}' }, 'Answer the Block holds an expression'],
		[{ source: 'botBlock', options: { secret: undefined } }, 'Secret under Options is empty'],
		[{ events: ['a'], filters: { attachments: 'With' } }, 'Attachments under Filters has to be'],
		[{ events: ['a'], filters }, 'not valid'],
		[{ events: ['a'], simplify: 'no' }, 'Simplify has to be true or false'],
		[withOptions({ allowedAddresses: 'home' }), '"home"'],
		[withOptions({ allowedAddresses: ' ' }), 'Allowed Addresses under Options is empty'],
		[withOptions({ allowedAddresses: ', ;' }), 'Allowed Addresses under Options is empty'],
		[withOptions({ downloadAttachments: true, maxFiles: 0 }), 'Max Files'],
		[withOptions({ downloadAttachments: true, maxFiles: null }), 'Max Files is empty'],
		[withOptions({ downloadAttachments: true, maxFileSize: 201 }), 'Max File Size'],
		[
			withOptions({ leaveOutApiMessages: undefined }),
			'Leave Out API Messages under Options has to be true or false, and is empty',
		],
		[
			withOptions({ serviceTexts: 'a, "b' }),
			'Further Service Texts has an entry that begins with a double quote',
		],
		[withOptions({ leaveOutRepeats: 'yes' }), 'Leave Out Repeated Events'],
	])('are refused in words where they are wrong (%#)', (parameters, words) => {
		expect(() => read(parameters)).toThrow(words);
	});

	it('of messages do not matter for calls from a block', () => {
		expect(read({ source: 'botBlock', events: [], filters }).isCalledByBlock).toBe(true);
	});
});

describe('activation', () => {
	interface Given {
		parameters?: IDataObject;
		channels?: unknown;
		apiKey?: string;
		staticData?: IDataObject;
		after?: NodeTypeAndVersion[];
		before?: NodeTypeAndVersion[];
	}

	/** As much of n8n's hook functions as an activation needs. */
	function hooks(given: Given): IHookFunctions {
		const parameters = { events: ['clientMessage'], ...given.parameters } as INodeParameters;
		const channels = given.channels ?? { project_id: 1, telegram: [{ group_id: 'shop_bot' }] };
		const staticData = given.staticData ?? {};
		return {
			getNode: () => ({ ...NODE, parameters, credentials: { mavibotApi: { id: 'c' } } }),
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => ({ apiKey: given.apiKey ?? 'key', server: 'https://a.example' }),
			getWorkflowStaticData: () => staticData,
			getChildNodes: () => given.after ?? [],
			getParentNodes: () => given.before ?? [],
			helpers: {
				httpRequestWithAuthentication: async () => ({ statusCode: 200, body: channels }),
			},
		} as unknown as IHookFunctions;
	}

	it('remembers the project and the bots, until anything changes', async () => {
		const staticData: IDataObject = {};
		const isKnown = async (given: Given = {}) =>
			await isRegistered.call(hooks({ staticData, ...given }));
		expect(await isKnown()).toBe(false);
		await register.call(hooks({ staticData }));
		expect(staticData).toMatchObject({ projectId: 1, bots: ['shop_bot'] });
		expect(JSON.stringify(staticData)).not.toContain('"key"');

		expect(await isKnown()).toBe(true);
		expect(await isKnown({ apiKey: 'other' })).toBe(false);
		expect(await isKnown({ parameters: { simplify: false } })).toBe(false);

		staticData.firstEvent = { projectId: '1', at: '2026-01-01T00:00:00.000Z' };
		await unregister.call(hooks({ staticData }));
		expect(Object.keys(staticData)).toEqual(['firstEvent']);
		expect(await isKnown()).toBe(false);
	});

	const respond = (typeVersion: number): NodeTypeAndVersion => ({
		name: 'Respond',
		type: 'n8n-nodes-base.respondToWebhook',
		typeVersion,
		disabled: false,
	});
	const webhook = { ...respond(2), name: 'Webhook', type: 'n8n-nodes-base.webhook' };
	const byNode = { source: 'botBlock', responseMode: 'responseNode' };

	it.each<[Given, string]>([
		[{ channels: { telegram: [] } }, 'did not say which project'],
		[{ channels: 'hello' }, 'did not say which project'],
		[{ parameters: { filters: { bots: ['gone_bot'] } } }, 'No bot gone_bot is connected'],
		[{ parameters: { events: [] } }, 'No event is chosen'],
		[{ parameters: byNode }, 'no Respond to Webhook node'],
		[{ parameters: byNode, after: [{ ...respond(1), disabled: true }] }, 'no Respond to Webhook'],
		[{ parameters: byNode, after: [respond(1.4)] }, "n8n's own Webhook node only"],
	])('says what is wrong (%#)', async (given, words) => {
		await expect(register.call(hooks(given))).rejects.toThrow(words);
	});

	const starting = (parameters: IDataObject, more = {}): NodeTypeAndVersion => ({
		...respond(1),
		name: 'Mavibot',
		type: 'n8n-nodes-mavibot.mavibot',
		parameters: { resource: 'bot', operation: 'start', message: ' order_paid ', ...parameters },
		...more,
	});

	it.each<[string, Given]>([
		['start', { after: [starting({})] }],
		['startMany', { after: [starting({ operation: 'startMany', callbackText: 'order_paid' })] }],
		['another text', { after: [starting({})], parameters: { options: { serviceTexts: 'paid' } } }],
	])('refuses a workflow that could start itself by a callback: %s', async (_what, given) => {
		await expect(register.call(hooks(given))).rejects.toThrow(
			'This workflow could start itself: its node "Mavibot" starts a bot with the text "order_paid"',
		);
	});

	it.each([
		['order_paid', 'Add it to'],
		['paid, 2026', 'Put it in double quotes, and add it to'],
		['"paid" 2026', 'Put it in double quotes, and add it to'],
	])('says how the text %j is told', async (text, words) => {
		const error = await register.call(hooks({ after: [starting({ message: text })] })).then(
			() => undefined,
			(thrown: NodeOperationError) => thrown,
		);
		expect(error?.description).toContain(`${words} Further Service Texts`);
		const serviceTexts = `a, "${text.replaceAll('"', '""')}"`;
		const told = {
			after: [starting({ message: text })],
			parameters: { options: { serviceTexts } },
		};
		expect(await register.call(hooks(told))).toBe(true);
	});

	it.each<[string, Given]>([
		['whose text is told', { parameters: { options: { serviceTexts: 'a, order_paid' } } }],
		['of no client message', { parameters: { events: ['employeeMessage'] } }],
		['called by a block', { parameters: { source: 'botBlock' } }],
		['with another operation', { after: [starting({ resource: 'client' })] }],
		['without a text', { after: [starting({ message: '' })] }],
		['whose text is an expression', { after: [starting({ message: '={{ $json.text }}' })] }],
		['whose node is off', { after: [starting({}, { disabled: true })] }],
		['whose nodes are not told', { after: [starting({}, { parameters: undefined })] }],
		['with a node of others', { after: [starting({}, { type: 'other.telegram' })] }],
	])('takes a workflow %s', async (_what, given) => {
		expect(await register.call(hooks({ after: [starting({})], ...given }))).toBe(true);
	});

	it('takes a Respond to Webhook node that will answer', async () => {
		const older = hooks({ parameters: byNode, after: [respond(1)] });
		const besideWebhook = hooks({ parameters: byNode, after: [respond(1.4)], before: [webhook] });
		expect(await register.call(older)).toBe(true);
		expect(await register.call(besideWebhook)).toBe(true);
	});
});

describe('an event that came before', () => {
	it('is known in this process, whatever copy of the static data it works on', () => {
		const copies: IDataObject[] = [{}, {}, {}];
		expect(copies.map((copy) => isRepeat('one', 'a', copy))).toEqual([false, true, true]);
		expect(isRepeat('other', 'a', {})).toBe(false);
	});

	it('is in every copy of the static data, so that it does not matter which is stored', () => {
		const [first, second]: IDataObject[] = [{}, {}];
		expect([isRepeat('copies', 'a', first), isRepeat('copies', 'b', second)]).toEqual([
			false,
			false,
		]);
		expect([first, second]).toEqual(Array(2).fill({ seenEvents: ['a', 'b'] }));
	});

	it('is known from the static data after a restart', () => {
		expect(isRepeat('restarted', 'a', { seenEvents: ['a'] })).toBe(true);
		const staticData: IDataObject = { seenEvents: ['a'] };
		expect(isRepeat('restarted', 'b', staticData)).toBe(false);
		expect(staticData.seenEvents).toEqual(['a', 'b']);
	});

	it('is forgotten after so many others, in memory and in the static data', () => {
		const staticData: IDataObject = {};
		for (let index = 0; index <= REMEMBERED_EVENTS; index++) {
			isRepeat('bounded', `event ${index}`, staticData);
		}
		expect(staticData.seenEvents).toHaveLength(REMEMBERED_EVENTS);
		expect(isRepeat('bounded', 'event 1', staticData)).toBe(true);
		expect(isRepeat('bounded', 'event 0', staticData)).toBe(false);
	});

	it('is no reason to fail where the static data is odd', () => {
		expect(isRepeat('odd', 'a', { seenEvents: 'b' })).toBe(false);
	});
});
