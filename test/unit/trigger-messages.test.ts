/** What the trigger makes of one message: who may send it, what is taken as one, and what it starts. */
import type { IDataObject } from 'n8n-workflow';
import { allowedRanges } from '../../nodes/Mavibot/trigger/caller/addresses';
import { flag } from '../../nodes/Mavibot/answers/messageMarks';
import { attachmentsOf } from '../../nodes/Mavibot/answers/attachments';
import { isAllowedAddress, isSecret } from '../../nodes/Mavibot/trigger/caller/allowed';
import { eventOf } from '../../nodes/Mavibot/trigger/message/event';
import { filterOf, listOf } from '../../nodes/Mavibot/trigger/message/filters';
import {
	bodyProblem,
	DEEPEST_BODY,
	LARGEST_BODY,
	messageProblem,
} from '../../nodes/Mavibot/trigger/message/payload';
import { withoutPaymentKey } from '../../nodes/Mavibot/answers/serviceTexts';
import { simplified } from '../../nodes/Mavibot/trigger/message/simplified';
import { made, POINT } from '../support/made';
import { postedMessage } from '../support/posted-message';

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
		expect(messageProblem(message(fields))).toBe(problem),
	);

	it.each([[[message()]], ['text'], [null]])('and an object (%#)', (body) =>
		expect(messageProblem(body)).toBe('A message of Mavibot is an object'),
	);

	it('whose flags are 1 and 0, in any of their notations', () => {
		expect([1, '1', true, 'true'].map(flag)).toEqual(Array(4).fill(true));
		expect([0, '0', false, 'false'].map(flag)).toEqual(Array(4).fill(false));
		expect(['', 'yes', 2, null, undefined, [1]].map(flag)).toEqual(Array(6).fill(undefined));
	});

	const nested = (levels: number): unknown =>
		Array.from({ length: levels }).reduce<unknown>((inner) => ({ inner }), 1);
	const parsed = (json: string): unknown => JSON.parse(json);

	it.each([
		...[undefined, null, 'text', 5].map((body) => [body, undefined, 'The body is not JSON']),
		[{}, LARGEST_BODY + 1, 'The body is larger than 5 MB'],
		[nested(DEEPEST_BODY + 1), 1, 'The body has more than 50 levels'],
		// However deep, the stack does not overflow.
		[parsed(`${'['.repeat(1e5)}${']'.repeat(1e5)}`), 1, 'The body has more than 50 levels'],
		[parsed('[1,{"a":{"b":null,"__proto__":1}}]'), 1, 'The body holds a field named __proto__'],
		[nested(DEEPEST_BODY), LARGEST_BODY, undefined],
		[nested(DEEPEST_BODY), undefined, undefined],
		[{ constructor: 1, prototype: null, a: [], b: 'text' }, 1, undefined],
	] as Array<[unknown, number | undefined, string | undefined]>)(
		'of a kind that n8n may be given (%#)',
		(body, size, problem) => expect(bodyProblem(body, size)).toBe(problem),
	);
});

describe('attachments are a list', () => {
	const site = 'https://files.example/';
	const link = `${site}a%20b.pdf?size=2#top`;
	const plain = { url: link, name: 'a b.pdf', type: null };

	it.each([
		...[null, undefined, '', [], {}, [null, '', 5, true, []]].map((none) => [none, []]),
		[link, [plain]],
		[Array(2).fill(link), Array(2).fill(plain)],
		[{ url: link, name: '' }, [plain]],
		[[{ file: link, type: 'file' }], [{ ...plain, type: 'file' }]],
		[[{ url: link, name: 'A' }], [{ ...plain, name: 'A' }]],
		[[{ url: link, filename: 'A', type: 7 }], [{ ...plain, name: 'A' }]],
		[{ 0: link, 1: { url: link } }, [plain, plain]],
		[{ image: link, caption: 'a photo' }, [{ ...plain, caption: 'a photo' }]],
		[{ avatar: link, phone_number: '15550101' }, [{ ...plain, phone_number: '15550101' }]],
		[{ url: link, latitude: 52.5, size: null }, [{ ...plain, latitude: 52.5 }]],
		[[{ file: { url: link } }], [plain]],
		// A contact has no link, and is not to be lost.
		[
			[{ phone_number: '15550101', name: 'Anna' }],
			[{ url: null, name: 'Anna', type: null, phone_number: '15550101' }],
		],
		[{ type: 'contact', phone: 5 }, [{ url: null, name: null, type: 'contact', phone: 5 }]],
		[[{ url: '', files: [], more: { a: null } }], []],
		[`${site}%E0%A4%A`, [{ url: `${site}%E0%A4%A`, name: '%E0%A4%A', type: null }]],
		[site, [{ url: site, name: null, type: null }]],
	] as Array<[unknown, unknown]>)('made of %j', (attachments, list) =>
		expect(attachmentsOf(attachments)).toEqual(list),
	);
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

	it.each([
		[{}, {}, true],
		[{ clientTags: ' , ' }, {}, true],
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
		[{ blocks: ['null'] }, { message_id: null }, false],
		[{ blocks: ['true'] }, { message_id: true }, false],
		[{ bots: [], blocks: '' }, {}, true],
		[text('contains', ''), {}, true],
		[text('contains', 'SS'), { message: 'Straße' }, false],
		// What is compared is cut, and then what shows nothing is cut off.
		[text('contains', 'end'), { message: `${'a'.repeat(4096)}end` }, false],
		[text('equals', 'a'.repeat(4095)), { message: `${'a'.repeat(4095)} end` }, true],
		[{ attachments: 'with' }, { attachments: ['https://a.example/b'] }, true],
		[{ attachments: 'with' }, { attachments: [''] }, false],
		[{ attachments: 'without' }, { attachments: {} }, true],
		[{ messengers: [1], bots: ['other'] }, {}, false],
	])('%j of %j: %p', (filters, fields, expected) => expect(passes(filters, fields)).toBe(expected));

	it.each([
		['Messengers', { messengers: '' }, 'messengers'],
		['Bots', { bots: [] }, 'bots'],
		['Blocks', { blocks: null }, 'blocks'],
		['Client Tags', { clientTags: ' ' }, 'clientTags'],
		['Text', text('contains', ''), 'text.condition.value'],
		['Text', {}, 'text.condition.value'],
	])('by %s of %j whose expression gave nothing is refused', (name, filters, given) => {
		expect(made(() => filterOf(filters, (field) => field === given))).toBe(
			`${name} under Filters is empty. Its expression gave nothing. Mend it, or remove the filter.`,
		);
	});

	const UNKNOWN = 'The comparison of the text under Filters is not known';
	const ONE_OF = 'Attachments under Filters has to be one of with, without, and is';
	const NO_TEXT = `The text under Filters has to be text, and is an object. ${POINT}`;

	it.each([
		[{ attachments: 'With' }, `${ONE_OF} "With"`],
		[{ attachments: '' }, `${ONE_OF} empty`],
		[{ text: { condition: { value: {} } } }, NO_TEXT],
		...['__proto__', 'toString', 'like'].map((operator) => [text(operator, 'a'), UNKNOWN]),
	] as Array<[IDataObject, string]>)('of %j is refused: %s', (filters, problem) => {
		expect(made(() => filterOf(filters, (field) => field === 'attachments'))).toBe(problem);
	});

	it('takes a list however an expression gave it', () => {
		const list = (value: unknown) => made(() => listOf(value, 'F'));
		expect([list(' a,,b , '), list([' a', 5, '', null]), list(7), list(undefined)]).toEqual([
			...[['a', 'b'], ['a', '5'], ['7'], []],
		]);
		expect(list([{}])).toBe(`Each of F has to be text, and is an object. ${POINT}`);
		expect(list({})).toBe(`F has to be text, and is an object. ${POINT}`);
	});
});
