/** What the trigger makes of one message: who may send it, what is taken as one, and what it starts. */
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { allowedRanges } from '../../nodes/Mavibot/trigger/caller/addresses';
import { flag } from '../../nodes/Mavibot/answers/messageMarks';
import { withoutPaymentKey } from '../../nodes/Mavibot/answers/serviceTexts';
import { isAllowedAddress, isSecret } from '../../nodes/Mavibot/trigger/caller/allowed';
import { eventOf } from '../../nodes/Mavibot/trigger/message/event';
import { messageProblem } from '../../nodes/Mavibot/trigger/message/payload';
import { simplified } from '../../nodes/Mavibot/trigger/message/simplified';
import { postedMessage } from '../support/posted-message';
import { trying } from '../support/properties/settings';
import { text } from '../support/properties/values';

const CLIENT = {
	id: 101,
	recepient: '777',
	client_type: 1,
	name: 'Anna',
	tag: 'summer',
	group: 'bot',
};
/** They begin with ten characters of a secret key. */
const PAYMENTS = ['ovg58keefc_success 44', 'ovg58keefc_fail 44', 'ovg58keefc_different_amounts 7'];

const message = (fields: IDataObject = {}) => postedMessage({ client: CLIENT, ...fields });

describe('a caller', () => {
	it.each([
		['sesame', true],
		...['', 'Sesame', 'sesame ', ['sesame'], undefined, { sesame: '' }].map((bad) => [bad, false]),
	])('with the secret %j: %p', (given, expected) =>
		expect(isSecret(given, 'sesame')).toBe(expected),
	);

	it('without a secret does not have an empty one', () =>
		expect(isSecret(undefined, '')).toBe(false));

	it.each([
		[{ ip: '203.0.113.7' }, true],
		[{ ip: '10.0.0.1', ips: ['10.0.0.2', '203.0.113.7'] }, true],
		[{ ip: '10.0.0.1', ips: [] }, false],
		[{ ip: 'unknown' }, false],
		[{ ips: [] }, false],
		[{}, false],
	])(
		'from %j, an address of a list of one or what a known proxy forwards: %p',
		(origin, expected) => {
			expect(isAllowedAddress(origin, allowedRanges('203.0.113.7'))).toBe(expected);
			expect(isAllowedAddress(origin, [])).toBe(true);
		},
	);
});

/** One of each of the contract's schema `ServiceText`. */
const SERVICE_TEXTS = [
	'new_task_added_callback task_id:5, task_name:Call Anna',
	'Ivan has changed a task edit_task_callback task_id:5, task_name:Call Anna',
	'crm_state_changed Sales:Paid',
	'link_was_pressed https://shop.example/tea',
	...PAYMENTS,
	...'client_started client_returned client_left client_silent_1h chat_opened'.split(' '),
	...'client_subscribed client_unsubscribed'.split(' '),
];

describe('a message is one event', () => {
	const written = (text: unknown) => ({ message: text as string });

	it.each<[string, IDataObject[]]>([
		['clientMessage', [{}, { is_input: '1' }, { is_input: true }, { delivered: 0 }]],
		['clientMessage', [{ message_id: 201 }, ...[null, { text: 'new_chat_member' }].map(written)]],
		['clientMessage', ['what is new_chat_member?', 'link_was_pressedly'].map(written)],
		['clientMessage', [written('the link_was_pressed')]],
		[
			'clientMessage',
			['client_left now', 'crm_state_changed', 'ovg58keefc_success44'].map(written),
		],
		['clientMessage', [{ message_from_outside: 0 }, { error_message: 'true' }]],
		['callback', [3, '3'].map((message_from_outside) => ({ message_from_outside }))],
		['callback', [{ is_input: 0, message_from_outside: 3, message_id: 201 }]],
		['clientMessage', [{ message_from_outside: { toString: 3, valueOf: 3 } }]],
		['employeeMessage', [{ is_input: 0, message_from_outside: 1, error_message: 'true' }]],
		['botMessage', [201, '201', 0].map((id) => ({ is_input: 0, message_id: id }))],
		['botMessage', [{ is_input: false, message_id: 201, delivered: undefined }]],
		['employeeMessage', [{ is_input: 0 }, { is_input: '0', message_id: '' }]],
		['employeeMessage', [{ is_input: 0, message_id: undefined }]],
		['deliveryFailed', [0, '0', false].map((delivered) => ({ is_input: 0, delivered }))],
		['deliveryFailed', [{ is_input: 0, message_id: 201, delivered: 0 }]],
		['serviceEvent', ['new_chat_member', ' left_chat_member\n', 'pinned_message'].map(written)],
		['serviceEvent', ['link_was_pressed', 'link_was_pressed https://shop.example'].map(written)],
		['serviceEvent', [{ message: 'left_chat_member', is_input: 0, delivered: 0 }]],
		['serviceEvent', [{ message: 'new_chat_member', message_from_outside: 3 }]],
		...[0, 1].map((is_input): [string, IDataObject[]] => [
			'serviceEvent',
			SERVICE_TEXTS.map((text) => ({ message: text, is_input })),
		]),
	])('%s: %j', (event, messages) => {
		const events = messages.map((fields) => eventOf(message(fields), ['pinned_message']));
		expect(events).toEqual(messages.map(() => event));
	});
});

describe('the text of a payment', () => {
	it('is passed on without the characters of the secret key', () => {
		expect(PAYMENTS.map(withoutPaymentKey)).toEqual(
			['success 44', 'fail 44', 'different_amounts 7'].map((end) => `**********_${end}`),
		);
		expect(withoutPaymentKey(' ovg58keefc_success 44')).toBe(' **********_success 44');
	});

	it('is, however much white space stands before it', () => {
		const space = ' \n\u00a0'.repeat(1_000_000);
		const [text, other] = [`${space}ovg58keefc_success 44`, `${space}It was a_success 44`];
		expect(withoutPaymentKey(text)).toBe(`${space}**********_success 44`);
		expect(withoutPaymentKey(other)).toBe(other);
		expect(withoutPaymentKey(space)).toBe(space);
		expect(eventOf(message({ message: space }), [])).toBe('clientMessage');
	});

	it('is told apart as by one expression over all of it', () => {
		const part = fc.constantFrom(
			' ',
			'\n',
			'\u3000',
			'a',
			'ovg58keefc',
			'_success ',
			'_fail ',
			'4',
		);
		const given = fc.oneof(
			text,
			fc.array(part, { maxLength: 40 }).map((parts) => parts.join('')),
		);
		const whole = /^(\s*).{10}(?=_(success|fail|different_amounts) )/;
		fc.assert(
			fc.property(given, (one) => {
				expect(withoutPaymentKey(one)).toBe(one.replace(whole, '$1**********'));
			}),
			trying(1000),
		);
	});

	it.each(['It was a_success 44', 'ovg58keefc_success', '  Hello ', '', null, 5])(
		'and nothing else: %j',
		(text) => expect(withoutPaymentKey(text)).toBe(text),
	);
});

describe('a body is a message', () => {
	it('with the fields that the contract requires, and any further ones', () => {
		expect(messageProblem(message({ future: { field: 1 } }))).toBeUndefined();
		expect(messageProblem({ id: '7', client: {}, project_id: '1', is_input: 0 })).toBeUndefined();
	});

	it.each([
		...[undefined, null, {}, ' ', true].map((id) => [{ id }, 'The field id is missing']),
		[{ client: null }, 'The field client is missing'],
		[{ client: [] }, 'The field client is missing'],
		[{ project_id: true }, 'The field project_id is missing'],
		[{ is_input: null }, 'The field is_input is neither 0 nor 1'],
	] as Array<[IDataObject, string]>)('and not with %j', (fields, problem) =>
		expect(messageProblem(message(fields))).toEqual({ status: 400, reason: problem }),
	);

	it.each([[[message()]], ['text'], [null]])('and an object (%#)', (body) =>
		expect(messageProblem(body)?.reason).toBe('A message of Mavibot is an object'),
	);

	it('whose flags are 1 and 0, in any of their notations', () => {
		expect([1, '1', true, 'true'].map(flag)).toEqual(Array(4).fill(true));
		expect([0, '0', false, 'false'].map(flag)).toEqual(Array(4).fill(false));
		expect(['', 'yes', 2, null, undefined, [1]].map(flag)).toEqual(Array(6).fill(undefined));
	});
});

describe('the simplified item', () => {
	const NONE = { attachments: [], areLeftOut: false };

	it('has the same fields, whatever the payload holds', () => {
		const full = simplified('clientMessage', message(), NONE, '2026-01-01T00:00:00.000Z');
		expect(full).toEqual({
			event: 'clientMessage',
			text: 'Hello',
			client_id: 101,
			client_name: 'Anna',
			client_tag: 'summer',
			client_phone: null,
			client_email: null,
			messenger: 'Telegram',
			platform_id: '777',
			bot: 'bot',
			message_id: null,
			attachments: [],
			received_at: '2026-01-01T00:00:00.000Z',
		});
		const bare = simplified('clientMessage', message({ client: {}, message: null }), NONE, 'now');
		expect(Object.keys(bare)).toEqual(Object.keys(full));
		expect(bare).toMatchObject({ text: '', client_id: null, client_name: '', platform_id: null });
	});

	const ofClient = (client: IDataObject) => {
		const item = simplified('clientMessage', message({ client }), NONE, '');
		return [item.client_tag, item.client_phone, item.client_email];
	};

	it('keeps tag, phone and email, where the payload has them', () => {
		const variables = { phone: '15550101', email: 'anna@example.com' };
		expect(ofClient({ tag: 'summer', variables })).toEqual([
			'summer',
			'15550101',
			'anna@example.com',
		]);
		expect(ofClient({ variables: { phone: 15550101 } })).toEqual([null, 15550101, null]);
	});

	it.each<unknown>([undefined, null, [], 'text', { phone: ' ', email: {} }])(
		'has null for them where there is nothing to read: %j',
		(variables) =>
			expect(ofClient({ tag: '', variables } as IDataObject)).toEqual([null, null, null]),
	);

	it.each([
		['15550102@s.whatsapp.net', 6, '15550102'],
		['+15550102', '6', '15550102'],
		['1203630@g.us', 6, null],
		['15550102', 1, null],
		[undefined, 6, null],
		[{ toString: 1 }, { valueOf: 1 }, null],
	])(
		'has the number of a client in WhatsApp, whose ID it is: %j of the messenger %j',
		(recepient, client_type, phone) =>
			expect(ofClient({ recepient, client_type } as IDataObject)).toEqual([null, phone, null]),
	);

	it('prefers the phone that was saved to that of WhatsApp', () =>
		expect(
			ofClient({ recepient: '15550102', client_type: 6, variables: { phone: '15550109' } }),
		).toEqual([null, '15550109', null]));

	it('says that attachments were left out, where some were', () => {
		const item = simplified('clientMessage', message(), { ...NONE, areLeftOut: true }, '');
		expect(item).toMatchObject({ attachments: [], attachments_left_out: true });
	});

	it('names a messenger that is not listed by its number', () => {
		const of = (type: unknown) =>
			simplified('clientMessage', message({ client: { client_type: type as number } }), NONE, '')
				.messenger;
		expect([of(99), of(0), of('0')]).toEqual(['Messenger 99', 'VKontakte', 'VKontakte']);
	});

	it.each<unknown>([null, undefined, '', ' ', false, true, {}, { toString: 1, valueOf: 1 }])(
		'names no messenger where none is told: %j',
		(type) => {
			const client = { client_type: type as IDataObject };
			const item = simplified('clientMessage', message({ client }), NONE, '');
			expect(item.messenger).toBeNull();
		},
	);
});
