/** How the trigger is set up and activated, and what it remembers. */
import type {
	IDataObject,
	IHookFunctions,
	INode,
	INodeParameters,
	NodeOperationError,
	NodeTypeAndVersion,
} from 'n8n-workflow';
import { register } from '../../nodes/Mavibot/trigger/registration';
import {
	isRepeat,
	keepEvents,
	nameOfEvent,
	REMEMBERED_CHARACTERS,
	REMEMBERED_EVENTS,
} from '../../nodes/Mavibot/trigger/state/repeats';
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
		const getNodeParameter = (name: string, fallback: unknown) => {
			reads.push(name);
			return parameters[name] ?? fallback;
		};
		return settingsOf({ getNodeParameter }, { ...NODE, parameters });
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
			passedOnTo: [],
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
		[{ events: ['blockCall', 'clientMessage'] }, 'Called by a Bot Block has to be chosen alone'],
		[{ events: '={{ ["blockCall"] }}' }, 'Events holds an expression'],
		[{ events: ['blockCall'], responseMode: '={{ 1 }}' }, 'Answer the Block holds an expression'],
		[{ events: ['blockCall'], options: { secret: undefined } }, 'Secret under Options is empty'],
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
		[
			withOptions({ passOn: ['https://a.example', 'n8n.example/webhook'] }),
			'Address 2 of Pass On To under Options is no address of the web',
		],
		[withOptions({ passOn: ['ftp://a.example'] }), 'Address 1 of Pass On To'],
		[withOptions({ passOn: [`https://a.example/${'a'.repeat(2000)}`] }), 'longer than 2000'],
		[
			withOptions({
				passOn: Array.from({ length: 11 }, (_, index) => `http://a.example/${index}`),
			}),
			'has 11 addresses, and can have 10',
		],
	])('are refused in words where they are wrong (%#)', (parameters, words) => {
		expect(() => read(parameters)).toThrow(words);
	});

	it('leave out addresses that were added and not filled in, and take each once', () => {
		expect(read(withOptions({ passOn: [[]] })).passedOnTo).toEqual([]);
		const url = 'https://a.example/';
		const { passedOnTo } = read(withOptions({ passOn: [[], url, '', `${url}b`, url] }));
		expect(passedOnTo.map((address) => address.url)).toEqual([url, `${url}b`]);
	});

	it('of messages do not matter for calls from a block', () => {
		expect(read({ events: ['blockCall'], filters }).isCalledByBlock).toBe(true);
	});
});

describe('activation', () => {
	interface Given {
		parameters?: IDataObject;
		channels?: unknown;
		/** Of the API; 0 where it cannot be reached. */
		status?: number;
		apiKey?: string;
		staticData?: IDataObject;
		mode?: string;
		after?: NodeTypeAndVersion[];
		before?: NodeTypeAndVersion[];
	}

	const warnings: string[] = [];
	let asked = 0;

	beforeEach(() => {
		warnings.length = 0;
		asked = 0;
	});

	/** As much of n8n's hook functions as an activation needs. */
	function hooks(given: Given): IHookFunctions {
		const parameters = { events: ['clientMessage'], ...given.parameters } as INodeParameters;
		const channels = given.channels ?? { project_id: 1, telegram: [{ group_id: 'shop_bot' }] };
		const staticData: IDataObject = given.staticData ?? {};
		const ask = async () => {
			asked++;
			if (given.status === 0) throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
			return { statusCode: given.status ?? 200, headers: {}, body: channels };
		};
		return {
			getNode: () => ({ ...NODE, parameters, credentials: { mavibotApi: { id: 'c' } } }),
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => ({ apiKey: given.apiKey ?? 'key', server: 'https://a.example' }),
			getWorkflow: () => ({ id: 'activated', name: 'Activated' }),
			getTimezone: () => 'Europe/Berlin',
			getWorkflowStaticData: (type: string) => (type === 'node' ? staticData : {}),
			getMode: () => given.mode ?? 'trigger',
			getChildNodes: () => given.after ?? [],
			getParentNodes: () => given.before ?? [],
			logger: { warn: (line: string) => warnings.push(line) },
			helpers: { httpRequestWithAuthentication: ask },
		} as unknown as IHookFunctions;
	}

	/** What a trigger remembers that was published with "key". */
	const published = async (given: Given = {}): Promise<IDataObject> => {
		const staticData: IDataObject = {};
		await register.call(hooks({ staticData, ...given }));
		asked = 0;
		return staticData;
	};

	it('names the node where the workflow is tried out, perhaps from the form of another one', async () => {
		const parameters = { options: { allowedAddresses: '10.0.0.300' } };
		const words = '"10.0.0.300" under Allowed Addresses is no IP address';
		for (const [mode, message] of [
			['manual', `${words} [node "${NODE.name}"]`],
			['trigger', words],
		] as const) {
			const given = { parameters, mode };
			await expect(register.call(hooks(given))).rejects.toMatchObject({ message });
		}
	});

	it('remembers the project, and nothing of the key', async () => {
		const staticData = await published({ apiKey: 'secret-key' });
		expect(staticData).toMatchObject({ projectId: '1' });
		expect(JSON.stringify(staticData)).not.toContain('secret-key');
	});

	it.each<[string, Given, number]>([
		['a changed field', { parameters: { simplify: false } }, 0],
		['a bot that was connected', { parameters: { filters: { bots: ['shop_bot'] } } }, 0],
		['a bot that was not looked for', { parameters: { filters: { bots: ['new_bot'] } } }, 1],
		['another key', { apiKey: 'other' }, 1],
	])(
		'asks Mavibot again only where something is not known yet: %s',
		async (_what, given, times) => {
			const staticData = await published({ parameters: { filters: { bots: ['shop_bot'] } } });
			const telegram = ['shop_bot', 'new_bot'].map((group_id) => ({ group_id }));
			const channels = { project_id: 1, telegram };
			await register.call(hooks({ staticData, channels, ...given }));
			expect(asked).toBe(times);
		},
	);

	it.each([0, 500, 503, 429])(
		'publishes a new key of a known project while Mavibot cannot be asked (%s)',
		async (status) => {
			const staticData = await published();
			const before = { ...staticData };
			const given = { staticData, status, apiKey: `new key ${status}` };
			expect(await register.call(hooks(given))).toBe(true);
			expect(staticData).toEqual(before);
			expect(warnings).toEqual([expect.stringContaining('the last known one decides') as string]);
		},
	);

	it.each<[Given, string]>([
		[{ apiKey: 'wrong', status: 401 }, 'key'],
		[{ apiKey: 'another', channels: {} }, 'did not say which project'],
	])('says that a new key is no good, whatever is known (%#)', async (given, words) => {
		const staticData = await published();
		await expect(register.call(hooks({ staticData, ...given }))).rejects.toThrow(words);
	});

	it('does not publish a first key while Mavibot cannot be asked', async () => {
		await expect(register.call(hooks({ apiKey: 'first', status: 404 }))).rejects.toThrow();
	});

	const respond = (typeVersion: number): NodeTypeAndVersion => ({
		name: 'Respond',
		type: 'n8n-nodes-base.respondToWebhook',
		typeVersion,
		disabled: false,
	});
	const webhook = { ...respond(2), name: 'Webhook', type: 'n8n-nodes-base.webhook' };
	const byNode = { events: ['blockCall'], responseMode: 'responseNode' };

	it.each<[Given, string]>([
		[{ channels: { telegram: [] } }, 'did not say which project'],
		[{ channels: 'hello' }, 'did not say which project'],
		[{ channels: { project_id: '' } }, 'did not say which project'],
		[{ channels: { project_id: ' ' } }, 'did not say which project'],
		[{ channels: { project_id: true } }, 'did not say which project'],
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
		['called by a block', { parameters: { events: ['blockCall'] } }],
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
	/** A trigger of a workflow of its own. */
	const trigger = (workflowId: string, nodeId = 'node') => ({ workflowId, nodeId });
	const storedOf = (staticData: IDataObject) =>
		JSON.parse(JSON.stringify(staticData.mavibotTriggerEvents)) as Record<string, string[]>;

	it('is known in this process, whatever copy of the static data it works on', () => {
		const copies: IDataObject[] = [{}, {}, {}];
		expect(copies.map((copy) => isRepeat(trigger('one'), 'a', copy))).toEqual([false, true, true]);
		expect(isRepeat(trigger('one', 'other node'), 'a', {})).toBe(false);
		expect(isRepeat(trigger('other'), 'a', {})).toBe(false);
	});

	it('is in every copy of the static data, of each trigger of the workflow', () => {
		const [first, second]: IDataObject[] = [{}, {}];
		isRepeat(trigger('copies'), 'a', first);
		isRepeat(trigger('copies', 'sibling'), 'b', second);
		expect(storedOf(first)).toEqual({ node: ['a'], sibling: ['b'] });
		expect(storedOf(second)).toEqual({ node: ['a'], sibling: ['b'] });

		const third: IDataObject = {};
		keepEvents('copies', third);
		expect(storedOf(third)).toEqual({ node: ['a'], sibling: ['b'] });
	});

	it('is known from the static data after a restart, with those that came before it', () => {
		const staticData: IDataObject = { mavibotTriggerEvents: { node: ['a', 'b'], sibling: ['a'] } };
		expect(isRepeat(trigger('restarted'), 'b', staticData)).toBe(true);
		expect(isRepeat(trigger('restarted'), 'c', staticData)).toBe(false);
		expect(isRepeat(trigger('restarted', 'sibling'), 'a', {})).toBe(true);
		expect(storedOf(staticData)).toEqual({ node: ['a', 'b', 'c'], sibling: ['a'] });
	});

	it('is forgotten after so many others, in memory and in the static data', () => {
		const staticData: IDataObject = {};
		for (let index = 0; index <= REMEMBERED_EVENTS; index++) {
			isRepeat(trigger('bounded'), `event ${index}`, staticData);
		}
		expect(storedOf(staticData).node).toHaveLength(REMEMBERED_EVENTS);
		expect(isRepeat(trigger('bounded'), 'event 1', staticData)).toBe(true);
		expect(isRepeat(trigger('bounded'), 'event 0', staticData)).toBe(false);
	});

	it('takes no more room than there is, however many triggers the workflow has', () => {
		const staticData: IDataObject = {};
		for (let index = 0; index < REMEMBERED_EVENTS; index++) {
			for (const node of ['a', 'b', 'c', 'd', 'e']) {
				isRepeat(trigger('full', node), `event ${String(index).padStart(60, '0')}`, staticData);
			}
		}
		const stored = storedOf(staticData);
		const size = JSON.stringify(stored).length;
		expect(size).toBeGreaterThan(REMEMBERED_CHARACTERS * 0.9);
		expect(size).toBeLessThan(REMEMBERED_CHARACTERS + 100);
		for (const list of Object.values(stored)) {
			expect(list.length).toBeGreaterThan(100);
			expect(list[list.length - 1]).toMatch(/499$/);
		}
	});

	it.each([undefined, 'b', ['b'], { node: 'b' }])(
		'is no reason to fail where the static data is odd (%#)',
		(mavibotTriggerEvents) => {
			const staticData = { mavibotTriggerEvents } as IDataObject;
			expect(isRepeat(trigger(`odd ${JSON.stringify(staticData)}`), 'a', staticData)).toBe(false);
		},
	);

	const bodyWith = (id: string) => Buffer.from(`{"id":${id}}`);
	const nameOf = (id: string) =>
		nameOfEvent('clientMessage', (JSON.parse(`{"id":${id}}`) as { id: number }).id, bodyWith(id));

	it('is told apart from one with another id, also above 2^53, and by a long id', () => {
		expect(nameOf('22563045582')).toBe('clientMessage 22563045582');
		expect(nameOf('9007199254740993')).not.toBe(nameOf('9007199254740992'));
		expect(nameOf('9007199254740993')).toBe(nameOf('9007199254740993'));
		const long = 'a'.repeat(200);
		expect(nameOf(`"${long}b"`)).not.toBe(nameOf(`"${long}c"`));
		expect(nameOf(`"${long}"`).length).toBeLessThan(70);
	});
});
