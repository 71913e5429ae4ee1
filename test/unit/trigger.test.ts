import { Readable } from 'node:stream';
import type {
	IBinaryData,
	IDataObject,
	IHookFunctions,
	IHttpRequestOptions,
	INodeParameters,
	NodeTypeAndVersion,
} from 'n8n-workflow';
import { attachmentsOf } from '../../nodes/Mavibot/trigger/attachments';
import { downloaded, type DownloadHelpers } from '../../nodes/Mavibot/trigger/downloads';
import { eventOf } from '../../nodes/Mavibot/trigger/event';
import { filterOf } from '../../nodes/Mavibot/trigger/filters';
import {
	bodyProblem,
	DEEPEST_BODY,
	LARGEST_BODY,
	messageProblem,
} from '../../nodes/Mavibot/trigger/payload';
import { isRegistered, register, unregister } from '../../nodes/Mavibot/trigger/registration';
import { isRepeat, REMEMBERED_EVENTS } from '../../nodes/Mavibot/trigger/repeats';
import { settingsOf } from '../../nodes/Mavibot/trigger/settings';
import { simplified } from '../../nodes/Mavibot/trigger/simplified';
import { postedMessage } from '../support/posted-message';

const CLIENT = {
	id: 101,
	recepient: '777',
	client_type: 1,
	name: 'Anna',
	tag: 'summer',
	group: 'bot',
};
const message = (fields: IDataObject = {}) => postedMessage({ client: CLIENT, ...fields });

describe('a message is one event', () => {
	it.each([
		[{}, 'clientMessage'],
		[{ is_input: '1' }, 'clientMessage'],
		[{ is_input: true }, 'clientMessage'],
		[{ delivered: 0 }, 'clientMessage'],
		[{ message_id: 201 }, 'clientMessage'],
		[{ message: null }, 'clientMessage'],
		[{ is_input: 0, message_id: 201 }, 'botMessage'],
		[{ is_input: 0, message_id: '201' }, 'botMessage'],
		[{ is_input: 0, message_id: 0 }, 'botMessage'],
		[{ is_input: false, message_id: 201, delivered: undefined }, 'botMessage'],
		[{ is_input: 0 }, 'employeeMessage'],
		[{ is_input: '0', message_id: '' }, 'employeeMessage'],
		[{ is_input: 0, message_id: undefined }, 'employeeMessage'],
		[{ is_input: 0, message_id: 201, delivered: 0 }, 'deliveryFailed'],
		[{ is_input: 0, delivered: '0' }, 'deliveryFailed'],
		[{ is_input: 0, delivered: false }, 'deliveryFailed'],
		[{ message: 'new_chat_member' }, 'serviceEvent'],
		[{ message: ' left_chat_member\n' }, 'serviceEvent'],
		[{ message: 'left_chat_member', is_input: 0, delivered: 0 }, 'serviceEvent'],
		[{ message: 'link_was_pressed https://shop.example' }, 'serviceEvent'],
		[{ message: 'link_was_pressed' }, 'serviceEvent'],
		[{ message: 'link_was_pressedly' }, 'clientMessage'],
		[{ message: 'what is new_chat_member?' }, 'clientMessage'],
		[{ message: { text: 'new_chat_member' } }, 'clientMessage'],
		[{ message: 'pinned_message' }, 'serviceEvent'],
	])('%j is %s', (fields, event) => {
		expect(eventOf(message(fields), ['pinned_message'])).toBe(event);
	});
});

describe('a body is a message', () => {
	it('with the fields that the contract requires, and any further ones', () => {
		expect(messageProblem(message({ future: { field: 1 } }))).toBeUndefined();
		expect(messageProblem({ id: '7', client: {}, project_id: '1', is_input: 0 })).toBeUndefined();
	});

	it.each([
		[message({ id: undefined }), 'id'],
		[message({ id: {} }), 'id'],
		[message({ id: ' ' }), 'id'],
		[message({ client: null }), 'client'],
		[message({ client: [] }), 'client'],
		[message({ project_id: true }), 'project_id'],
		[message({ is_input: null }), 'is_input'],
		[message({ is_input: 'yes' }), 'is_input'],
		[[message()], 'an object'],
		['text', 'an object'],
		[null, 'an object'],
	])('and not otherwise (%#)', (body, words) => expect(messageProblem(body)).toContain(words));

	const nested = (levels: number): unknown =>
		Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), 1);

	it.each([
		[undefined, undefined, 'not JSON'],
		['text', 4, 'not JSON'],
		[{}, LARGEST_BODY + 1, 'larger than 5 MB'],
		[nested(DEEPEST_BODY + 1), undefined, 'levels'],
		[JSON.parse('[{"a":{"__proto__":{"polluted":1}}}]'), undefined, '__proto__'],
	])('and not of a kind that n8n should not be given (%#)', (body, size, words) => {
		expect(bodyProblem(body, size)).toContain(words);
	});

	it('but of any kind that is harmless', () => {
		expect(bodyProblem(nested(DEEPEST_BODY), LARGEST_BODY)).toBeUndefined();
		expect(bodyProblem({ constructor: 1, prototype: null, a: [] }, undefined)).toBeUndefined();
	});

	it('without overflowing the stack, however deep', () => {
		const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`) as unknown;
		expect(bodyProblem(deep, undefined)).toContain('levels');
	});
});

describe('attachments are a list', () => {
	const link = 'https://files.example/a%20b.pdf?size=2#top';
	const plain = { url: link, name: 'a b.pdf', type: null };

	it.each([
		[null, []],
		[undefined, []],
		['', []],
		[[], []],
		[{}, []],
		[[null, '', 5, true, []], []],
		[link, [plain]],
		[
			[link, link],
			[plain, plain],
		],
		[{ url: link }, [plain]],
		[[{ file: link, type: 'file' }], [{ ...plain, type: 'file' }]],
		[[{ url: link, name: 'A' }], [{ ...plain, name: 'A' }]],
		[[{ url: link, filename: 'A', type: 7 }], [{ ...plain, name: 'A' }]],
		[{ 0: link, 1: { url: link } }, [plain, plain]],
		[{ image: link, caption: 'a photo' }, [plain]],
		[[{ file: { url: link } }], [plain]],
		[
			'https://files.example/%E0%A4%A',
			[{ url: 'https://files.example/%E0%A4%A', name: '%E0%A4%A', type: null }],
		],
		['https://files.example/', [{ url: 'https://files.example/', name: null, type: null }]],
	])('made of %j', (attachments, list) => expect(attachmentsOf(attachments)).toEqual(list));
});

describe('the simplified item', () => {
	it('has ten fields, whatever the payload holds', () => {
		const full = simplified('clientMessage', message(), [], '2026-01-01T00:00:00.000Z');
		expect(full).toEqual({
			event: 'clientMessage',
			text: 'Hello',
			client_id: 101,
			client_name: 'Anna',
			messenger: 'Telegram',
			platform_id: '777',
			bot: 'bot',
			message_id: null,
			attachments: [],
			received_at: '2026-01-01T00:00:00.000Z',
		});
		const bare = simplified('clientMessage', message({ client: {}, message: null }), [], 'now');
		expect(Object.keys(bare)).toEqual(Object.keys(full));
		expect(bare).toMatchObject({ text: '', client_id: null, client_name: '', platform_id: null });
	});

	it('names a messenger that is not listed by its number', () => {
		const of = (type: unknown) =>
			simplified('clientMessage', message({ client: { client_type: type as number } }), [], '')
				.messenger;
		expect([of(99), of(0)]).toEqual(['Messenger 99', 'VKontakte']);
	});
});

describe('a filter', () => {
	const passes = (filters: IDataObject, fields: IDataObject = {}) =>
		filterOf(filters, () => false)(message(fields));
	const text = (operator: string, value: string, caseSensitive = false) => ({
		text: { condition: { operator, value, caseSensitive } },
	});
	const client = (fields: IDataObject) => ({ client: { client_type: 1, group: 'bot', ...fields } });

	it('lets everything pass where nothing is chosen', () => {
		for (const filters of [
			{},
			{ messengers: [] },
			{ bots: '' },
			{ clientTags: ' , ' },
			text('contains', ''),
		]) {
			expect(passes(filters)).toBe(true);
		}
	});

	it.each([
		[{ messengers: [1] }, {}, true],
		[{ messengers: ['1'] }, client({ client_type: '1' }), true],
		[{ messengers: [0] }, client({ client_type: null }), false],
		[{ messengers: [6] }, {}, false],
		[{ bots: ['bot'] }, {}, true],
		[{ bots: [34810] }, client({ group: '34810' }), true],
		[{ bots: ['34810'] }, client({ group: 34810 }), true],
		[{ bots: ['bo'] }, {}, false],
		[{ blocks: [201] }, { message_id: '201' }, true],
		[{ blocks: ['201'] }, { message_id: 201 }, true],
		[{ blocks: [201] }, {}, false],
		[{ clientTags: 'winter,spring' }, {}, false],
		[{ clientTags: 'winter, summer' }, client({ tag: ' summer' }), true],
		[{ clientTags: 'Summer' }, client({ tag: 'summer' }), false],
		[text('contains', 'ELL'), {}, true],
		[text('contains', 'ELL', true), {}, false],
		[text('equals', 'hello '), {}, true],
		[text('equals', 'hell'), {}, false],
		[text('startsWith', 'he'), { message: '  Hello' }, true],
		[text('startsWith', 'he', true), {}, false],
		[text('regex', '^h.l+o$'), {}, true],
		[text('regex', '^h.l+o$', true), {}, false],
		[text('contains', 'h'), { message: null }, false],
		[text('contains', '7'), { message: 17 }, true],
		[text('contains', 'end'), { message: `${'a'.repeat(4096)}end` }, false],
		[{ attachments: 'with' }, { attachments: ['https://a.example/b'] }, true],
		[{ attachments: 'with' }, { attachments: [''] }, false],
		[{ attachments: 'without' }, { attachments: {} }, true],
		[{ messengers: [1], bots: ['other'] }, {}, false],
	])('%j of %j: %p', (filters, fields, expected) => expect(passes(filters, fields)).toBe(expected));

	it.each([
		[{ messengers: '' }, 'messengers', 'Messengers under Filters is empty'],
		[{ bots: [] }, 'bots', 'Bots under Filters is empty'],
		[{ blocks: null }, 'blocks', 'Blocks under Filters is empty'],
		[{ clientTags: ' ' }, 'clientTags', 'Client Tags under Filters is empty'],
		[text('contains', ''), 'text.condition.value', 'Text under Filters is empty'],
		[{ attachments: '' }, 'attachments', 'Attachments under Filters has to be'],
	])('%j whose expression gave nothing lets nobody pass', (filters, given, message) => {
		expect(() => filterOf(filters, (field) => field === given)).toThrow(message);
	});

	it('with a comparison that there is not is refused', () => {
		for (const operator of ['__proto__', 'toString', 'like']) {
			expect(() => filterOf(text(operator, 'a'), () => false)).toThrow('not known');
		}
	});
});

describe('the fields of the node', () => {
	const read = (parameters: IDataObject) =>
		settingsOf({
			getNodeParameter: (name, fallback) => parameters[name] ?? fallback,
			getNode: () => ({
				id: '',
				name: 'Trigger',
				type: '',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: parameters as INodeParameters,
			}),
		});

	it('are read once where none is an expression, and for every event where one is', () => {
		const reads: string[] = [];
		const readOf = (parameters: INodeParameters) =>
			settingsOf({
				getNodeParameter: (name, fallback) => {
					reads.push(name);
					return parameters[name] ?? fallback;
				},
				getNode: () => ({
					id: '',
					name: 'Trigger',
					type: '',
					typeVersion: 1.1,
					position: [0, 0],
					parameters,
				}),
			});
		const fixed = { events: ['clientMessage'], options: { secret: 'only here' } };
		const changing = { events: ['clientMessage'], options: { secret: '={{ $now }}' } };

		expect(readOf(fixed)).toBe(readOf({ ...fixed }));
		const readsOfFixed = reads.length;
		expect(readOf(changing)).not.toBe(readOf(changing));
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

	it.each([
		[{ events: [] }, 'No event is chosen'],
		[{ source: '={{ "botBlock" }}' }, 'Started By holds an expression'],
		[{ source: 'botBlock', responseMode: '={{ 1 }}' }, 'Answer the Block holds an expression'],
		[{ events: ['a'], options: { allowedAddresses: 'home' } }, '"home"'],
		[
			{ events: ['a'], options: { allowedAddresses: ' ' } },
			'Allowed Addresses under Options is empty',
		],
		[{ source: 'botBlock', options: { secret: undefined } }, 'Secret under Options is empty'],
		[
			{ events: ['a'], options: { allowedAddresses: ', ;' } },
			'Allowed Addresses under Options is empty',
		],
		[{ events: ['a'], filters: { attachments: 'With' } }, 'Attachments under Filters has to be'],
		[{ events: ['a'], options: { downloadAttachments: true, maxFiles: 0 } }, 'Max Files'],
		[
			{ events: ['a'], options: { downloadAttachments: true, maxFiles: null } },
			'Max Files is empty',
		],
		[
			{ events: ['a'], options: { leaveOutApiMessages: undefined } },
			'Leave Out API Messages under Options has to be true or false, and is empty',
		],
		[{ events: ['a'], options: { leaveOutRepeats: 'yes' } }, 'Leave Out Repeated Events'],
		[{ events: ['a'], simplify: 'no' }, 'Simplify has to be true or false'],
		[{ events: ['a'], options: { downloadAttachments: true, maxFileSize: 201 } }, 'Max File Size'],
		[
			{ events: ['a'], filters: { text: { condition: { operator: 'regex', value: '(' } } } },
			'not valid',
		],
	])('are refused in words where they are wrong (%#)', (parameters, words) => {
		expect(() => read(parameters)).toThrow(words);
	});

	it('of messages do not matter for calls from a block', () => {
		const filters = { text: { condition: { operator: 'regex', value: '(' } } };
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
		const node = { id: '1', name: 'Trigger', type: '', typeVersion: 1.1, position: [0, 0] };
		const staticData = given.staticData ?? {};
		return {
			getNode: () => ({ ...node, parameters, credentials: { mavibotApi: { id: 'c' } } }),
			getNodeParameter: (name: string, fallback: unknown) => parameters[name] ?? fallback,
			getCredentials: async () => ({ apiKey: given.apiKey ?? 'key', server: 'https://a.example' }),
			getWorkflowStaticData: () => staticData,
			getChildNodes: () => given.after ?? [],
			getParentNodes: () => given.before ?? [],
			helpers: {
				httpRequestWithAuthentication: async () => ({
					statusCode: 200,
					headers: {},
					body: channels,
				}),
			},
		} as unknown as IHookFunctions;
	}

	it('remembers the project and the bots, until anything changes', async () => {
		const staticData: IDataObject = {};
		expect(await isRegistered.call(hooks({ staticData }))).toBe(false);
		await register.call(hooks({ staticData }));
		expect(staticData).toMatchObject({ projectId: 1, bots: ['shop_bot'] });
		expect(JSON.stringify(staticData)).not.toContain('"key"');

		expect(await isRegistered.call(hooks({ staticData }))).toBe(true);
		expect(await isRegistered.call(hooks({ staticData, apiKey: 'other' }))).toBe(false);
		const parameters = { simplify: false };
		expect(await isRegistered.call(hooks({ staticData, parameters }))).toBe(false);

		staticData.firstEvent = { projectId: '1', at: '2026-01-01T00:00:00.000Z' };
		await unregister.call(hooks({ staticData }));
		expect(Object.keys(staticData)).toEqual(['firstEvent']);
		expect(await isRegistered.call(hooks({ staticData }))).toBe(false);
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
		const copies: IDataObject[] = [{}, {}];
		copies.forEach((copy, index) => isRepeat('copies', `event ${index}`, copy));
		expect(copies.map(({ seenEvents }) => seenEvents)).toEqual([
			['event 0', 'event 1'],
			['event 0', 'event 1'],
		]);
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

describe('a download', () => {
	const limits = {
		maxFiles: 3,
		maxBytes: 10,
		maxBytesOfAll: 30,
		timeoutMs: 60_000,
		isLocalAllowed: false,
	};
	const asked: string[] = [];

	/** Answers by URL; each answer is status, headers and chunks. */
	const helpers = (answers: Record<string, [number, IDataObject, string[]]>): DownloadHelpers => ({
		httpRequest: async ({ url }: IHttpRequestOptions): Promise<unknown> => {
			asked.push(url);
			if (answers[url] === undefined) throw Object.assign(new Error('x'), { code: 'ENOTFOUND' });
			const [statusCode, headers, chunks] = answers[url];
			return {
				statusCode,
				headers,
				body: Readable.from(chunks.map((chunk) => Buffer.from(chunk))),
			};
		},
		prepareBinaryData: async (data, fileName, mimeType) =>
			({ data: String(data), fileName, mimeType }) as IBinaryData,
	});
	const file = (url: string, name: string | null = 'a.txt') => ({ url, name, type: null });
	const at = 'https://files.example.com';

	it('gives name and type, and follows redirects by hand', async () => {
		const { binary, attachments } = await downloaded(
			helpers({
				[`${at}/a`]: [302, { location: '../b?c' }, []],
				[`${at}/b?c`]: [200, { 'content-type': 'text/plain; charset=utf-8' }, ['con', 'tent']],
			}),
			[file(`${at}/a`, '../../etc/a.txt')],
			limits,
		);
		expect(binary).toEqual({
			attachment_0: { data: 'content', fileName: 'a.txt', mimeType: 'text/plain' },
		});
		expect(attachments).toEqual([
			{ ...file(`${at}/a`, '../../etc/a.txt'), binary_property: 'attachment_0' },
		]);
	});

	it.each([
		['http://127.0.0.1/', 'leads into the local network'],
		['no link', 'is no address'],
		[
			`${at}/to-local`,
			'leads into the local network (Allow Local Network is off), after a redirect',
		],
		[`${at}/to-file`, 'neither http nor https, after a redirect'],
		[`${at}/round`, 'more than 5 redirects'],
		[`${at}/missing`, 'the server answered 404'],
		[`${at}/not-modified`, 'the server answered 304'],
		[`${at}/unknown`, 'the connection failed (ENOTFOUND)'],
		[`${at}/told-large`, 'larger than 0 MB'],
		[`${at}/large`, 'larger than 0 MB'],
	])('of %s says why there is no file', async (url, words) => {
		asked.length = 0;
		const { binary, attachments } = await downloaded(
			helpers({
				[`${at}/to-local`]: [301, { location: 'http://[::ffff:a9fe:a9fe]/' }, []],
				[`${at}/to-file`]: [307, { location: 'file:///etc/passwd' }, []],
				[`${at}/round`]: [302, { location: `${at}/round` }, []],
				[`${at}/missing`]: [404, {}, ['no']],
				[`${at}/not-modified`]: [304, {}, []],
				[`${at}/told-large`]: [200, { 'content-length': '11' }, ['a']],
				[`${at}/large`]: [200, { 'content-length': '1' }, ['123456', '123456']],
			}),
			[file(url)],
			limits,
		);
		expect(binary).toEqual({});
		expect(attachments[0].error).toContain(words);
		expect(asked.every((link) => link.startsWith(at))).toBe(true);
	});
});
