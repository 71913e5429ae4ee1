/** What is made of the messages of a client's history. */
import type { IDataObject } from 'n8n-workflow';
import {
	modelMessage,
	oldestFirst,
	rawMessage,
	simpleMessage,
} from '../../nodes/Mavibot/answers/history';

/** A message as the contract has it; one of an employee. */
const message = (fields: IDataObject = {}): IDataObject => ({
	id: 22563045582,
	answered: false,
	client_replica: false,
	message_id: null,
	message_from_outside: 0,
	created_at: 1767225600,
	text: 'Hello',
	attachments: {},
	delivered: true,
	error_message: 'true',
	manager_id: null,
	manager_email: null,
	...fields,
});

const from = (fields: IDataObject) => simpleMessage(message(fields), '101').from;

describe('a message of a history', () => {
	it('is simple with the fields of a conversation', () => {
		expect(simpleMessage(message(), '101')).toEqual({
			id: 22563045582,
			sent_at: '2026-01-01T00:00:00Z',
			from: 'employee',
			text: 'Hello',
			attachments: [],
			delivered: true,
			client_id: '101',
		});
	});

	it.each<[string | null, IDataObject[]]>([
		['client', [true, 1, '1', 'true'].map((client_replica) => ({ client_replica }))],
		['bot', [201, '201'].map((message_id) => ({ message_id }))],
		['employee', [{}, { manager_id: 7 }, { client_replica: 0 }, { client_replica: 'false' }]],
		['api', [1, '1'].map((message_from_outside) => ({ message_from_outside, message_id: 201 }))],
		['crm', [{ message_from_outside: 2 }, { message_from_outside: '2', client_replica: null }]],
		['telephony', [{ message_from_outside: 5 }]],
		// Two integrations' examples of a callback disagree on whose it is.
		['event', [true, false].map((one) => ({ message_from_outside: 3, client_replica: one }))],
		['event', ['client_started', 'link_was_pressed https://a.b'].map((text) => ({ text }))],
		[null, [{ client_replica: null }, { client_replica: 'yes', message_id: 201 }]],
	])('is from %s', (writer, forms) => {
		expect(forms.map(from)).toEqual(forms.map(() => writer));
	});

	it("is the client's, whichever way it came", () => {
		const forms = [0, 1, 2, 5, undefined].map((message_from_outside) => ({
			...{ client_replica: true, message_from_outside },
		}));
		expect(forms.map((one) => from(one as IDataObject))).toEqual(forms.map(() => 'client'));
	});

	it('has its time in UTC, also where the seconds are text, and none where they are no number', () => {
		const times = [1767225600.5, '1767225600', '', null, 'today', [1]].map(
			(created_at) => simpleMessage(message({ created_at }), '101').sent_at,
		);

		expect(times).toEqual([
			'2026-01-01T00:00:00.500Z',
			'2026-01-01T00:00:00Z',
			...Array<null>(4).fill(null),
		]);
	});

	it('has a text and a list of attachments, whatever form they have', () => {
		const attachments = [{ type: 'image', url: 'https://example.com/tea.png' }];

		expect(simpleMessage(message({ text: null, attachments }), '101')).toMatchObject({
			text: '',
			attachments: [{ url: 'https://example.com/tea.png', name: 'tea.png', type: 'image' }],
		});
		expect(simpleMessage(message({ text: 5, attachments: null }), '101')).toMatchObject({
			text: '5',
			attachments: [],
		});
	});

	it('says whether it was delivered, and nothing where Mavibot does not', () => {
		const said = [true, 1, 'false', 0, null].map(
			(delivered) => simpleMessage(message({ delivered }), '101').delivered,
		);
		expect(said).toEqual([true, true, false, false, null]);
	});

	it('holds no part of a secret key, simple or as it came', () => {
		const payment = message({ text: 'ovg58keefc_success 44' });

		expect(simpleMessage(payment, '101')).toMatchObject({
			from: 'event',
			text: '**********_success 44',
		});
		expect(rawMessage(payment, '101').text).toBe('**********_success 44');
	});

	it('is raw as it came, with its time and its client', () => {
		expect(rawMessage(message(), '101')).toEqual({
			...message(),
			created_at_iso: '2026-01-01T00:00:00Z',
			client_id: '101',
		});
		expect(Object.keys(rawMessage({ id: 1 }, '101'))).toEqual([
			'id',
			'created_at_iso',
			'client_id',
		]);
	});
});

describe('a message for a model', () => {
	it.each<[string, IDataObject]>([
		['user', { client_replica: true }],
		['assistant', { message_id: 201 }],
		['assistant', {}],
		['assistant', { message_from_outside: 1 }],
		['assistant', { message_from_outside: 2 }],
		['assistant', { message_from_outside: 5 }],
	])('has the role %s', (role, fields) => {
		expect(modelMessage(message(fields))).toEqual({ role, content: 'Hello' });
	});

	it('has the links of its attachments as content, below its text', () => {
		const attachments = ['https://example.com/1.png', { url: 'https://example.com/2.png' }];
		const links = 'https://example.com/1.png\nhttps://example.com/2.png';

		expect(modelMessage(message({ attachments }))?.content).toBe(`Hello\n${links}`);
		expect(modelMessage(message({ text: null, attachments }))?.content).toBe(links);
	});

	it.each<[string, IDataObject]>([
		['a callback', { message_from_outside: 3 }],
		['the name of an event', { text: 'client_started', client_replica: true }],
		['an empty text', { text: '' }],
		['a text that shows nothing', { text: ' \u200b\n' }],
		['an attachment without a link', { text: null, attachments: { phone_number: '15550101' } }],
		['what may be from anybody', { client_replica: null }],
	])('is none of %s', (_what, fields) => {
		expect(modelMessage(message(fields))).toBeUndefined();
	});
});

describe('a history, oldest first', () => {
	const ids = (messages: IDataObject[]) => oldestFirst(messages).map(({ id }) => id);

	it('is in the order of its times, whichever way Mavibot gives it', () => {
		const messages = [3, 1, 2].map((second) => ({ id: 10 - second, created_at: second }));

		expect(ids(messages)).toEqual([9, 8, 7]);
		expect(ids([...messages].reverse())).toEqual([9, 8, 7]);
		expect(messages.map(({ id }) => id)).toEqual([7, 9, 8]);
	});

	it('has those of the same second in the order of their IDs, as numbers or text', () => {
		const same = [22563045582, '9', 22563045581].map((id) => ({ id, created_at: '5' }));

		expect(ids(same)).toEqual(['9', 22563045581, 22563045582]);
	});

	it('begins with what has no time', () => {
		expect(ids([{ id: 1, created_at: 7 }, { id: 2 }])).toEqual([2, 1]);
	});
});
