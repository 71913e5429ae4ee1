/** An item's own data, as Pass On Data passes it on, and what a person points at in it. */
import type { IDataObject } from 'n8n-workflow';
import { FIELDS_OF_CALLBACKS, payloadFor } from '../../../nodes/Mavibot/input/ownFields';
import { POINTED_RECIPIENTS, recipientFieldsOf } from '../../../nodes/Mavibot/api/methods';
import { pointedAt, universalQuery } from '../../../nodes/Mavibot/input/universalWebhook';
import { made } from '../../support/made';

describe("an item's own data", () => {
	const payload = (method: string, item: IDataObject, places: IDataObject = {}) =>
		made(() =>
			payloadFor(
				method,
				item,
				pointedAt(item, places, () => false),
			),
		);

	it.each<[string, IDataObject, IDataObject]>([
		['callback', { client_id: 5, message: 'm', x: [1] }, {}],
		[
			'callback',
			{ client_id: 5, time_shift: '3', resume_bot: 'true' },
			{ time_shift: 3, resume_bot: true },
		],
		['callback', { client_email: 'a@b.c', phone: 'x' }, {}],
		[
			'callback',
			{ client_id: '5', send_time: ' 2055-01-01 10:00:00' },
			{ send_time: '2055-01-01 10:00:00' },
		],
		['tg_callback', { user_id: -5, group_id: 'b', message: 'm' }, {}],
		['whatsapp_callback', { phone: 123, name: 5, bot_id: 7 }, { phone: '123', name: '5' }],
		['email_callback', { email: 'a@b.c', name: 'n', email_id_bot: 'd@e.f' }, {}],
		[
			'message',
			{ client_id: 5, buttons: '[{"text":"a"}]', message_id: 9 },
			{ buttons: [{ text: 'a' }] },
		],
		[
			'message',
			{ client_id: 5, attachment_url: 'https://a.b/ä', attachment_type: 'file' },
			{ attachment_url: 'https://a.b/%C3%A4' },
		],
		['whatsapp_message', { phone: '123', whatsapp_bot_id: 'b', message: 'm' }, {}],
	])('of %s: %j goes on as it is, but for %j', (method, item, changed) => {
		expect(payload(method, structuredClone(item))).toEqual({ ...item, ...changed });
	});

	it('goes on without what is empty', () => {
		const given = { client_phone: ' 123 ', client_email: '', message: null };
		expect(payload('callback', given)).toEqual({ client_phone: '123' });
		expect(payload('message', { client_id: 5, buttons: [] })).toEqual({ client_id: 5 });
	});

	const NOBODY =
		'The item says nobody whom this is for. Name the field that holds the client, below Pass On To. If only some items have one, part them with an If node before this one.';
	const begins = (field: string, words: string) =>
		expect.stringMatching(`^"${field}" of the item ${words}`) as unknown;
	const lacks = (field: string) =>
		`The item has no field "${field}", which is needed here. Name the one that holds it, below Pass On To.`;

	it.each([
		['callback', { message: 'm' }, NOBODY],
		['callback', { phone: '123' }, NOBODY],
		['message', { client_phone: '123' }, NOBODY],
		['tg_callback', { message: 'm', group_id: 'b' }, NOBODY],
		['tg_callback', { user_id: 5, group_id: 'b' }, lacks('message')],
		['tg_callback', { user_id: 5, message: 'm' }, lacks('group_id')],
		['whatsapp_message', { phone: '' }, NOBODY],
		['callback', { client_id: 'x' }, begins('client_id', 'has to be one ID')],
		['callback', { client_phone: 'x' }, begins('client_phone', 'has to be one phone')],
		['callback', { client_email: 'x' }, begins('client_email', 'has to be one email')],
		[
			'callback',
			{ client_id: 5, time_shift: 'x' },
			'"time_shift" of the item has to be a number, and is "x"',
		],
		[
			'callback',
			{ client_id: 5, send_time: 'x' },
			'"send_time" of the item has to look like 2036-12-31 18:00:00',
		],
		[
			'callback',
			{ client_id: 5, resume_bot: 'x' },
			'"resume_bot" of the item has to be true or false, and is "x"',
		],
		['callback', { client_id: 5, message: {} }, begins('message', 'has to be text')],
		['tg_callback', { user_id: 'x' }, begins('user_id', 'has to be one ID in Telegram')],
		['tg_callback', { user_id: 5, group_id: 'a,b' }, begins('group_id', 'has to be one bot')],
		['whatsapp_callback', { phone: 'x' }, begins('phone', 'has to be one phone')],
		['whatsapp_callback', { phone: '123', bot_id: 'a,b' }, begins('bot_id', 'has to be one bot')],
		['whatsapp_callback', { phone: '123', name: {} }, begins('name', 'has to be text')],
		['email_callback', { email: 'x' }, begins('email', 'has to be one email')],
		['email_callback', { email: 'a@b.c', email_id_bot: 'x' }, begins('email_id_bot', 'has')],
		['email_callback', { email: 'a@b.c', name: {} }, begins('name', 'has to be text')],
		['message', { client_id: 5, message_id: 'x' }, begins('message_id', 'has to be one ID')],
		[
			'message',
			{ client_id: 5, attachment_type: 'x' },
			'"attachment_type" of the item has to be one of image, video, link, file, audio, and is "x"',
		],
		['message', { client_id: 5, attachment_url: 'x' }, begins('attachment_url', 'is no address')],
		[
			'message',
			{ client_id: 5, attachment_url: 'https://a.b' },
			'The item has an attachment_url, and no attachment_type beside it. Add one of image, video, link, file, audio.',
		],
		[
			'message',
			{ client_id: 5, buttons: 'x' },
			'"buttons" of the item is not valid JSON. Check quotes, commas and brackets.',
		],
		['message', { client_id: 5, message: {} }, begins('message', 'has to be text')],
		['whatsapp_message', { phone: '123', whatsapp_bot_id: 'a,b' }, begins('whatsapp_bot_id', '')],
	] as Array<[string, IDataObject, unknown]>)('of %s: %j is refused', (method, item, expected) =>
		expect(payload(method, item)).toEqual(expected),
	);

	it('is read where the person points, and is trimmed there', () => {
		const item = { who: { id: ' 5 ' }, tel: 123, client_phone: 'x' };
		expect(payload('callback', item, { valueClientId: 'who.id', valuePhone: 'tel' })).toEqual({
			...item,
			who: { id: '5' },
		});
		expect(
			payload(
				'tg_callback',
				{ u: '5', g: ' b', t: 'm' },
				{ valueUserId: 'u', valueGroupId: 'g', valueMessage: 't' },
			),
		).toEqual({ u: '5', g: 'b', t: 'm' });
		expect(payload('email_callback', { e: ' a@b.c' }, { valueEmail: 'e' })).toEqual({ e: 'a@b.c' });
	});

	it('does not name one client while another is pointed at', () => {
		const rival =
			'The item has a field "client_id" of its own, and the form names another one for the client. Mavibot could take either of them. Rename or remove the field before this node, with Edit Fields.';
		expect(payload('callback', { client_id: 5, tel: '123' }, { valuePhone: 'tel' })).toBe(rival);
		expect(payload('callback', { client_id: '', tel: '123' }, { valuePhone: 'tel' })).toEqual({
			tel: '123',
		});
		expect(payload('callback', { client_id: 5 }, { valueClientId: 'client_id' })).toEqual({
			client_id: 5,
		});
		expect(
			payload('callback', { client_id: { id: 5 } }, { valueClientId: 'client_id.id' }),
		).toEqual({ client_id: { id: 5 } });
		expect(payload('message', { client_id: 5, t: 'm' }, { valueMessage: 't' })).toEqual({
			client_id: 5,
			t: 'm',
		});
	});

	it('is pointed at by the names of its fields', () => {
		const read = (item: IDataObject, places: IDataObject, expression?: string) =>
			made(() => pointedAt(item, places, (field) => field === expression));
		expect(read({ 'a.b': '5', a: { b: 6 } }, { valueClientId: ' a.b ' })).toEqual([
			{ what: 'client_id', path: ['a.b'], value: '5' },
		]);
		expect(read({ a: { b: { c: 6 } } }, { valueClientId: 'a.b.c' })).toEqual([
			{ what: 'client_id', path: ['a', 'b', 'c'], value: '6' },
		]);
		expect(
			read({ a: '', b: null }, { valueClientId: 'a', valuePhone: 'b', valueEmail: '' }),
		).toEqual([]);
		expect(read({}, { valueEmail: '' }, 'valueEmail')).toMatch(
			'Field With Email is empty. Its expression gave nothing',
		);
		expect(read({ a: [{ b: 1 }] }, { valuePhone: 'a.0.b' })).toBe(
			'Field With Phone: "a.0.b" leads through a list, which Mavibot cannot follow. Put the value into a field of its own before this node, with Edit Fields.',
		);
		for (const missing of ['x', 'a.x', 'b.x', 'toString', 'a.toString']) {
			expect(read({ a: {}, b: 5 }, { valuePhone: missing })).toBe(
				`Field With Phone: the item has no field "${missing}". Check the name. A dot leads into an object.`,
			);
		}
		for (const [field, words] of Object.entries({
			valueEmail: 'Field With Email',
			valueUserId: 'Field With Telegram User ID',
			valueGroupId: 'Field With Telegram Bot',
			valueMessage: 'Field With Text',
		})) {
			expect(read({ a: { b: 'x' } }, { [field]: 'a.b' })).toBe(
				`${words}: "a.b" lies inside an object, where Mavibot finds only a client ID or a phone. Put the value at the top of the item before this node, with Edit Fields.`,
			);
		}
		expect(read({ a: { b: {} } }, { valuePhone: 'a.b' })).toBe(
			'Field With Phone: "a.b" has to be a single value, and is an object. Point at a field inside it.',
		);
		for (const [field, value, words] of [
			[
				'valueClientId',
				['5'],
				'Field With Client ID: "a" has to be a single value, and is a list.',
			],
			['valueClientId', 'x', 'Field With Client ID: "a" has to be one ID, a whole number'],
			['valuePhone', 'x', 'Field With Phone: "a" has to be one phone number'],
			['valueEmail', 'x', 'Field With Email: "a" has to be one email address'],
			['valueUserId', 'x', 'Field With Telegram User ID: "a" has to be one ID in Telegram'],
			['valueGroupId', 'a,b', 'Field With Telegram Bot: "a" has to be one bot'],
		] as const) {
			expect(read({ a: value as string }, { [field]: 'a' })).toMatch(words);
		}
		expect(read({ a: true }, { valueMessage: 'a' })).toEqual([
			{ what: 'message', path: ['a'], value: 'true' },
		]);
	});

	it('is found by Mavibot with a delimiter that is in none of its names', () => {
		const query = (item: IDataObject, ...paths: string[][]) =>
			universalQuery(
				item,
				paths.map((path, index) => ({ what: ['client_id', 'phone'][index], path, value: '' })),
			);
		expect(query({}, ['a'])).toEqual({ value_client_id: 'a' });
		expect(query({}, ['a', 'b'], ['c'])).toEqual({
			delimiter: '.',
			delimiter_value_client_id: 'a.b',
			value_phone: 'c',
		});
		expect(query({ 'x.y': 1 }, ['a', 'b'])).toMatchObject({ delimiter: '/' });
		expect(query({ x: [{ '.': 1 }], y: { '/': { '|': 1 } } }, ['a', 'b'])).toMatchObject({
			delimiter: '~',
		});
		expect(query({ './|~': 1 }, ['a', 'b'])).toMatchObject({ delimiter: '__' });
		expect(query({ './|~': 1 }, ['a_', 'b'])).toMatchObject({ delimiter: '--' });
		expect(query({ './|~__--': 1 }, ['a', 'b'])).toMatchObject({ delimiter: '::' });
		expect(query({ './|~__--::': 1 }, ['a', 'b'])).toMatchObject({ delimiter: '-1-' });
		expect(query({ './|~__--::-1-': 1 }, ['a', 'b'])).toEqual({
			delimiter: '-2-',
			delimiter_value_client_id: 'a-2-b',
		});
	});

	it('names whom a request is for by what its method takes', () => {
		expect(recipientFieldsOf('callback')).toEqual(['client_id', 'client_phone', 'client_email']);
		expect(recipientFieldsOf('create_order')).toEqual(['client_id', 'phone', 'email']);
		expect(
			[
				'email_callback',
				'online_chat_client_id',
				'tg_callback',
				'whatsapp_callback',
				'whatsapp_message',
				'message',
			].flatMap(recipientFieldsOf),
		).toEqual(['email', 'recipient', 'user_id', 'phone', 'phone', 'client_id']);
		expect(POINTED_RECIPIENTS).toEqual(['client_id', 'phone', 'email', 'user_id']);
		expect(new Set(FIELDS_OF_CALLBACKS)).toEqual(
			new Set(
				[
					'time_shift send_time message resume_bot client_id client_phone client_email',
					'name phone bot_id user_id group_id email email_id_bot',
				].flatMap((names) => names.split(' ')),
			),
		);
	});
});
