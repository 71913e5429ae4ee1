import fc from 'fast-check';
import { clientOf, inOrder, recipientOf } from '../../nodes/Mavibot/running/inOrder';
import { trying } from '../support/properties/settings';

const SEVERAL_VARS = 'find_all_client_id_by_several_vars';

/** The query of the universal webhook that says where the client's ID is. */
const pointing = (path: string) => ({ delimiter: '.', delimiter_value_client_id: path });

/** Handles things whose ends the test decides, and writes down what begins and ends. */
async function handled(lanes: Array<string | undefined>, places: number, choose: () => number) {
	const begun: number[] = [];
	const ended: number[] = [];
	const running: Array<{ index: number; end: () => void }> = [];
	let most = 0;
	const all = inOrder(
		lanes.map((lane, index) => ({ lane, index })),
		places,
		({ lane }) => lane,
		async ({ index }) => {
			begun.push(index);
			await new Promise<void>((end) => running.push({ index, end }));
			ended.push(index);
			return 'go on';
		},
	);
	while (running.length > 0) {
		most = Math.max(most, running.length);
		const [one] = running.splice(choose() % running.length, 1);
		one.end();
		// What ends lets another begin, a few turns later.
		for (let turn = 0; turn < 5; turn++) await Promise.resolve();
	}
	await all;
	return { begun, ended, most };
}

describe('things in lanes', () => {
	it('go one after another in a lane, side by side otherwise, whichever ends first', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.constantFrom('a', 'b', 'c', undefined), { minLength: 1, maxLength: 30 }),
				fc.integer({ min: 1, max: 5 }),
				fc.infiniteStream(fc.nat()),
				async (lanes, places, choices) => {
					const choose = () => (choices.next().value as number | undefined) ?? 0;
					const { begun, ended, most } = await handled(lanes, places, choose);

					const numbers = lanes.map((_, index) => index);
					expect([...begun].sort((one, other) => one - other)).toEqual(numbers);
					for (const lane of ['a', 'b', 'c']) {
						const ofLane = (index: number) => lanes[index] === lane;
						expect(begun.filter(ofLane)).toEqual(numbers.filter(ofLane));
						expect(ended.filter(ofLane)).toEqual(numbers.filter(ofLane));
					}
					const free = lanes.filter((lane) => lane === undefined).length;
					const named = new Set(lanes.filter((lane) => lane !== undefined)).size;
					expect(most).toBe(Math.min(places, free + named));
				},
			),
			trying(300),
		);
	});

	it('end where one of them says that it is enough', async () => {
		const begun: number[] = [];
		await inOrder(
			[0, 1, 2, 3, 4],
			1,
			(index) => (index % 2 === 0 ? 'even' : undefined),
			async (index) => {
				begun.push(index);
				return index === 2 ? 'stop' : 'go on';
			},
		);

		expect(begun).toEqual([0, 1, 2]);
	});
});

describe('who a request is for', () => {
	const of = (body: object, qs: object = {}, method = 'callback') =>
		recipientOf({ url: `/${method}`, body, qs: { ...qs } });

	it.each([
		['a client, however the ID is given', { client_id: 101 }, { client_id: '101' }],
		[
			'a phone, however it is written',
			{ client_phone: '+1 555-01-01' },
			{ client_phone: '0015550101' },
		],
		['the client that Mavibot takes', { client_id: '1', client_phone: '2' }, { client_id: '1' }],
		[
			'an email in either case',
			{ client_email: 'A@example.com' },
			{ client_email: 'a@example.com' },
		],
	])('is the same for %s', (_what, one, other) => expect(of(one)).toBe(of(other)));

	it.each([
		['tg_callback', { user_id: 777, client_id: 'crm-1' }, { user_id: '777', client_id: 'crm-2' }],
		['whatsapp_message', { phone: '15550102', client_id: 1 }, { phone: '15550102', client_id: 2 }],
		['email_callback', { email: 'a@b.c', phone: '1' }, { email: 'a@b.c', phone: '2' }],
	])('is not taken from a variable beside it: %s', (method, one, other) => {
		expect(of(one, {}, method)).toBe(of(other, {}, method));
	});

	it('is found where the universal webhook points', () => {
		expect(of({ who: 101 }, { value_client_id: 'who' })).toBe(of({ client_id: '101' }));
		const order = { order: { buyer: { phone: '15550101' } } };
		const query = { delimiter: '.', delimiter_value_phone: 'order.buyer.phone' };
		expect(of(order, query)).toBe(of({ client_phone: '15550101' }));
		const mail = { mail: 'a@b.c', client_phone: '1' };
		expect(of(mail, { value_email: 'mail' })).toBe(of({ client_email: 'a@b.c' }));
	});

	it('is one and the same for all that reach many', () => {
		expect(of({ list: '5' })).toBe(of({ list: '6' }));
	});
});

describe('the client that a request names', () => {
	it.each([
		['by the ID', 'message', { client_id: 101 }, {}, 101],
		['by the ID beside a phone', 'callback', { client_phone: '1', client_id: '101' }, {}, '101'],
		['where it points', 'callback', { buyer: { id: 101 } }, pointing('buyer.id'), 101],
		['nowhere', 'callback', { client_phone: '15550101' }, {}, undefined],
		['where the method takes none', 'whatsapp_message', { client_id: 7 }, {}, undefined],
		['as the name of a variable', SEVERAL_VARS, { client_id: '7' }, {}, undefined],
		['as no ID', 'message', { client_id: { id: 101 } }, {}, undefined],
	])('%s', (_where, method, body, qs, id) => {
		expect(clientOf({ url: `/${method}`, body, qs })).toBe(id);
	});
});
