/** An item's own data, as Pass On Data passes it on, and what a person points at in it. */
import type { IDataObject } from 'n8n-workflow';
import { FIELDS_OF_CALLBACKS, payloadFor } from '../../../nodes/Mavibot/shared/values/ownFields';
import {
	POINTED_RECIPIENTS,
	recipientFieldsOf,
} from '../../../nodes/Mavibot/shared/values/recipients';
import { pointedAt, universalQuery } from '../../../nodes/Mavibot/shared/values/universalWebhook';
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

	it.each([
		[
			'callback',
			{ client_id: 5, message: 'm', time_shift: '3', resume_bot: 'true', x: [1] },
			{ client_id: 5, message: 'm', time_shift: 3, resume_bot: true, x: [1] },
		],
		[
			'callback',
			{ client_phone: ' 123 ', client_email: '', message: null },
			{ client_phone: '123' },
		],
		['callback', { client_email: 'a@b.c', phone: 'x' }, { client_email: 'a@b.c', phone: 'x' }],
		[
			'callback',
			{ client_id: '5', send_time: ' 2055-01-01 10:00:00' },
			{ client_id: '5', send_time: '2055-01-01 10:00:00' },
		],
		[
			'tg_callback',
			{ user_id: -5, group_id: 'b', message: 'm' },
			{ user_id: -5, group_id: 'b', message: 'm' },
		],
		[
			'whatsapp_callback',
			{ phone: 123, name: 5, bot_id: 7 },
			{ phone: '123', name: '5', bot_id: 7 },
		],
		[
			'email_callback',
			{ email: 'a@b.c', name: 'n', email_id_bot: 'd@e.f' },
			{ email: 'a@b.c', name: 'n', email_id_bot: 'd@e.f' },
		],
		[
			'message',
			{ client_id: 5, buttons: '[{"text":"a"}]', message_id: 9 },
			{ client_id: 5, buttons: [{ text: 'a' }], message_id: 9 },
		],
		[
			'message',
			{ client_id: 5, attachment_url: 'https://a.b/ä', attachment_type: 'file' },
			{ client_id: 5, attachment_url: 'https://a.b/%C3%A4', attachment_type: 'file' },
		],
		['message', { client_id: 5, buttons: [] }, { client_id: 5 }],
		[
			'whatsapp_message',
			{ phone: '123', whatsapp_bot_id: 'b', message: 'm' },
			{ phone: '123', whatsapp_bot_id: 'b', message: 'm' },
		],
	] as Array<[string, IDataObject, IDataObject]>)(
		'of %s: %j goes on as %j',
		(method, item, expected) => expect(payload(method, item)).toEqual(expected),
	);

	const NOBODY =
		'The item says nobody whom this is for. Say under Where Things Are which of its fields holds the client. If only some items have one, part them with an If node before this one.';
	const lacks = (field: string) =>
		`The item has no field "${field}", which is needed here. Say under Where Things Are which of its fields holds it.`;

	it.each([
		['callback', { message: 'm' }, NOBODY],
		['callback', { phone: '123' }, NOBODY],
		['message', { client_phone: '123' }, NOBODY],
		['tg_callback', { message: 'm', group_id: 'b' }, NOBODY],
		['tg_callback', { user_id: 5, group_id: 'b' }, lacks('message')],
		['tg_callback', { user_id: 5, message: 'm' }, lacks('group_id')],
		['whatsapp_message', { phone: '' }, NOBODY],
		[
			'callback',
			{ client_id: 'x' },
			expect.stringMatching(/^"client_id" of the item has to be one ID/),
		],
		[
			'callback',
			{ client_phone: 'x' },
			expect.stringMatching(/^"client_phone" of the item has to be one phone/),
		],
		[
			'callback',
			{ client_email: 'x' },
			expect.stringMatching(/^"client_email" of the item has to be one email/),
		],
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
		[
			'callback',
			{ client_id: 5, message: {} },
			expect.stringMatching(/^"message" of the item has to be text/),
		],
		[
			'tg_callback',
			{ user_id: 'x' },
			expect.stringMatching(/^"user_id" of the item has to be one ID in Telegram/),
		],
		[
			'tg_callback',
			{ user_id: 5, group_id: 'a,b' },
			expect.stringMatching(/^"group_id" of the item has to be one bot/),
		],
		[
			'whatsapp_callback',
			{ phone: 'x' },
			expect.stringMatching(/^"phone" of the item has to be one phone/),
		],
		[
			'whatsapp_callback',
			{ phone: '123', bot_id: 'a,b' },
			expect.stringMatching(/^"bot_id" of the item has to be one bot/),
		],
		[
			'whatsapp_callback',
			{ phone: '123', name: {} },
			expect.stringMatching(/^"name" of the item has to be text/),
		],
		[
			'email_callback',
			{ email: 'x' },
			expect.stringMatching(/^"email" of the item has to be one email/),
		],
		[
			'email_callback',
			{ email: 'a@b.c', email_id_bot: 'x' },
			expect.stringMatching(/^"email_id_bot" of the item has/),
		],
		[
			'email_callback',
			{ email: 'a@b.c', name: {} },
			expect.stringMatching(/^"name" of the item has to be text/),
		],
		[
			'message',
			{ client_id: 5, message_id: 'x' },
			expect.stringMatching(/^"message_id" of the item has to be one ID/),
		],
		[
			'message',
			{ client_id: 5, attachment_type: 'x' },
			'"attachment_type" of the item has to be one of image, video, link, file, audio, and is "x"',
		],
		[
			'message',
			{ client_id: 5, attachment_url: 'x' },
			expect.stringMatching(/^"attachment_url" of the item is no address/),
		],
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
		[
			'message',
			{ client_id: 5, message: {} },
			expect.stringMatching(/^"message" of the item has to be text/),
		],
		[
			'whatsapp_message',
			{ phone: '123', whatsapp_bot_id: 'a,b' },
			expect.stringMatching(/^"whatsapp_bot_id" of the item/),
		],
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
			'The item has a field "client_id" of its own, and Where Things Are points at another client. Mavibot could take either of them. Rename or remove the field before this node, with Edit Fields.';
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
			'Email Is In is empty. Its expression gave nothing',
		);
		expect(read({ a: [{ b: 1 }] }, { valuePhone: 'a.0.b' })).toBe(
			'Phone Is In: "a.0.b" leads through a list, which Mavibot cannot follow. Put the value into a field of its own before this node, with Edit Fields.',
		);
		for (const missing of ['x', 'a.x', 'b.x', 'toString', 'a.toString']) {
			expect(read({ a: {}, b: 5 }, { valuePhone: missing })).toBe(
				`Phone Is In: the item has no field "${missing}". Check the name. A dot leads into an object.`,
			);
		}
		for (const [field, words] of Object.entries({
			valueEmail: 'Email Is In',
			valueUserId: 'Messenger User ID Is In',
			valueGroupId: 'Bot or Group ID Is In',
			valueMessage: 'Text Is In',
		})) {
			expect(read({ a: { b: 'x' } }, { [field]: 'a.b' })).toBe(
				`${words}: "a.b" lies inside an object, where Mavibot finds only a client ID or a phone. Put the value at the top of the item before this node, with Edit Fields.`,
			);
		}
		expect(read({ a: { b: {} } }, { valuePhone: 'a.b' })).toBe(
			'Phone Is In: "a.b" has to be a single value, and is an object. Point at a field inside it.',
		);
		expect(read({ a: ['5'] }, { valueClientId: 'a' })).toMatch(
			'Client ID Is In: "a" has to be a single value, and is a list.',
		);
		expect(read({ a: 'x' }, { valueClientId: 'a' })).toMatch(
			'Client ID Is In: "a" has to be one ID, a whole number',
		);
		expect(read({ a: 'x' }, { valuePhone: 'a' })).toMatch(
			'Phone Is In: "a" has to be one phone number',
		);
		expect(read({ a: 'x' }, { valueEmail: 'a' })).toMatch(
			'Email Is In: "a" has to be one email address',
		);
		expect(read({ a: 'x' }, { valueUserId: 'a' })).toMatch(
			'Messenger User ID Is In: "a" has to be one ID in Telegram',
		);
		expect(read({ a: 'a,b' }, { valueGroupId: 'a' })).toMatch(
			'Bot or Group ID Is In: "a" has to be one bot',
		);
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
			new Set([
				'time_shift',
				'send_time',
				'message',
				'resume_bot',
				'client_id',
				'client_phone',
				'client_email',
				'name',
				'phone',
				'bot_id',
				'user_id',
				'group_id',
				'email',
				'email_id_bot',
			]),
		);
	});
});
