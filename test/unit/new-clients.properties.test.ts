import fc, { type Arbitrary } from 'fast-check';
import { InputProblem } from '../../nodes/Mavibot/input/problem';
import type { Known, Sizes } from '../../nodes/Mavibot/newClients/known';
import { lookForNew } from '../../nodes/Mavibot/newClients/look';
import { trying } from '../support/properties/settings';

interface Client {
	id: number;
	created_at: unknown;
}

/** What happens to the clients of a project at one moment. */
interface Change {
	/** For each client that comes, how many seconds after the one before. */
	created: number[];
	/** Which clients are deleted, as parts of the length of the list. */
	deleted: number[];
	/** Whether all are deleted who were there. */
	isWiped?: boolean;
}

interface Step {
	before: Change;
	/** What happens before the second page of the poll is read, the third, and so on. */
	whileRead: Change[];
	/** The request of the poll that fails, from 0. */
	failsAt?: number;
	isRestarted: boolean;
}

/** How the clients of a project come and go. */
interface World {
	/** The `created_at` of a client that comes at this second. */
	createdAt: (second: number, id: number) => unknown;
	/** Whether one who was known at the last poll always stays: nobody is deleted while a poll reads then. */
	keepsOne: boolean;
}

class FakeProject {
	/** Newest first, as Mavibot gives them. */
	clients: Client[] = [];
	/** In the order in which they came. */
	readonly allCreated: Client[] = [];
	private second = 1_700_000_000;
	private created = 0;

	constructor(
		private readonly world: World,
		private readonly isKnown: (client: Client) => boolean,
	) {}

	change({ created, deleted, isWiped = false }: Change): void {
		const staying = this.world.keepsOne
			? (this.clients.find(this.isKnown) ?? this.clients.at(-1))
			: undefined;
		if (isWiped) this.clients = this.clients.filter((client) => client === staying);
		for (const at of deleted) {
			const index = Math.floor(at * this.clients.length);
			if (this.clients[index] !== staying) this.clients.splice(index, 1);
		}
		// Not in the second of a poll.
		this.second++;
		for (const seconds of created) {
			this.second += seconds;
			// In no order.
			const id = (++this.created * 7919) % 100_003;
			const client = { id, created_at: this.world.createdAt(this.second, id) };
			this.clients.unshift(client);
			this.allCreated.push(client);
		}
	}
}

const parts = (maxLength: number) =>
	fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { maxLength });

const changes = (most: number, fewest = 0): Arbitrary<Change> =>
	fc.record({
		created: fc.array(fc.integer({ min: 0, max: 1 }), { minLength: fewest, maxLength: most }),
		deleted: parts(6),
		isWiped: fc.integer({ min: 0, max: 9 }).map((chance) => chance === 0),
	});

const steps: Arbitrary<Step[]> = fc.array(
	fc.record({
		before: changes(14),
		whileRead: fc.array(changes(3), { maxLength: 5 }),
		failsAt: fc.option(fc.integer({ min: 0, max: 4 }), { nil: undefined, freq: 3 }),
		isRestarted: fc.boolean(),
	}),
	{ minLength: 2, maxLength: 10 },
);

const failure = new Error('502');

/** Polls after each step, and looks at what comes of it. */
async function run(first: Change, given: Step[], world: World, sizes: Sizes) {
	let known: Known | undefined;
	const project = new FakeProject(world, ({ id }) => known?.ids.includes(id) ?? false);
	project.change(first);
	let wereThere = new Set<Client>();
	const emitted: Client[] = [];
	let polls = 0;

	async function poll({ whileRead, failsAt }: Step): Promise<boolean> {
		const atStart = [...project.clients];
		let requests = 0;
		try {
			const { fresh, known: next } = await lookForNew(
				async (offset, limit) => {
					if (requests === failsAt) throw failure;
					const meanwhile = requests > 0 ? whileRead[requests - 1] : undefined;
					if (meanwhile !== undefined) {
						const gone = world.keepsOne ? { deleted: [], isWiped: false } : {};
						project.change({ ...meanwhile, ...gone });
					}
					requests++;
					return project.clients.slice(offset, offset + limit);
				},
				known,
				1_700_000_000,
				sizes,
			);
			if (known === undefined) wereThere = new Set([...atStart, ...project.clients]);
			known = next;
			const order = fresh.map((client) => project.allCreated.indexOf(client as never));
			expect(order).toEqual([...order].sort((one, other) => one - other));
			emitted.push(...(fresh as never as Client[]));
			return true;
		} catch (error) {
			if (error !== failure && !(error instanceof InputProblem)) throw error;
			return false;
		}
	}

	for (const step of given) {
		project.change(step.before);
		if (step.isRestarted && known) known = JSON.parse(JSON.stringify(known)) as Known;
		const atStart = [...project.clients];
		const isFirst = known === undefined;
		if (!(await poll(step))) continue;
		polls++;
		expect(new Set(emitted).size).toBe(emitted.length);
		expect(emitted.filter((client) => wereThere.has(client))).toEqual([]);
		expect(known?.ids.length).toBeLessThanOrEqual(sizes.page);
		if (isFirst || sizes.atOnce !== Infinity) continue;
		const stayed = atStart.filter((client) => project.clients.includes(client));
		const missing = stayed.filter((client) => !wereThere.has(client) && !emitted.includes(client));
		expect(missing).toEqual([]);
	}
	return { project, emitted, polls, wereThere, poll };
}

/** Of Unix seconds, as the contract says. */
const IN_ORDER: World = { createdAt: (second) => second, keepsOne: false };

/** Of clocks that differ, or nothing of use. */
const ODD: World = {
	createdAt: (second, id) =>
		[second - (id % 50), second * 1000, 0, null, 'soon', undefined][id % 6],
	keepsOne: true,
};

const quiet: Step = {
	before: { created: [], deleted: [] },
	whileRead: [],
	isRestarted: false,
};

const pageSizes = fc.integer({ min: 2, max: 7 });

it.each([
	['all the known ones are deleted', IN_ORDER],
	['the times of creation say nothing', ODD],
])(
	'every client who comes after the first poll starts the workflow once, and no other does, also where %s',
	async (_what, world) => {
		let polls = 0;
		const runs = 1000;
		await fc.assert(
			fc.asyncProperty(changes(20, 1), steps, pageSizes, async (first, given, page) => {
				const done = await run(first, given, world, { page, atOnce: Infinity });
				polls += done.polls;
			}),
			trying(runs),
		);
		expect(polls).toBeGreaterThan(runs * 2);
	},
);

it('those that are too many for one poll come with the next ones', async () => {
	await fc.assert(
		fc.asyncProperty(
			changes(20),
			steps,
			pageSizes,
			fc.integer({ min: 1, max: 5 }),
			async (first, given, page, atOnce) => {
				const { project, emitted, wereThere, poll } = await run(
					first,
					// Deleted while they wait, all the known ones would leave those who wait as old as the others.
					given.map((step) => ({ ...step, failsAt: undefined })),
					{ ...IN_ORDER, keepsOne: true },
					{ page, atOnce },
				);
				let before = -1;
				while (emitted.length > before) {
					before = emitted.length;
					await poll(quiet);
				}

				expect(new Set(emitted).size).toBe(emitted.length);
				expect(
					project.clients.filter((client) => !wereThere.has(client) && !emitted.includes(client)),
				).toEqual([]);
				expect(emitted.filter((client) => wereThere.has(client))).toEqual([]);
			},
		),
		trying(500),
	);
});
