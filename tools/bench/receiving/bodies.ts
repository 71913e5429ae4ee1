import type { IDataObject } from 'n8n-workflow';
import { newMessage } from './messages';

/** Just below the most that the trigger takes. */
const BYTES = 4_800_000;
const ATTACHMENTS = 1_200_000;
const VARIABLES = 200_000;
const LEVELS = 45;

const times = <Value>(length: number, value: Value): Value[] => Array.from({ length }, () => value);

/** Something within as many objects. */
function within(levels: number): IDataObject {
	let outer: IDataObject = {};
	for (let level = 1; level < levels; level++) outer = { x: outer };
	return outer;
}

const filling = (value: IDataObject): IDataObject[] =>
	times(Math.floor(BYTES / (JSON.stringify(value).length + 1)), value);

/** The list stands in the body, so that its first level is the third. */
const deepest = within(LEVELS - 2);

/** A message with an id of 4.5 MB, which no other message has. */
export const messageWithLongId = (): string =>
	newMessage({ id: `${'9'.repeat(4_500_000)}${Math.random()}` });

/** What a stranger might post. */
export interface Body {
	what: string;
	/** Each time with an id of its own. */
	make: () => string;
	/** How many are sent in a round, one after another: what is over in no time is told by the middle of several. */
	sends: number;
	/** Whether the text is not a usual one, so that each filter by text is worth a measurement. */
	isForFilters?: boolean;
}

/** Light for n8n, and so to be measured more than once. */
const light = { sends: 3 };
const heavy = { sends: 1 };

/** Messages of the project that are monstrous in one part and otherwise as usual. */
export const BODIES: Body[] = [
	{ ...light, isForFilters: true, what: 'a usual message', make: () => newMessage() },
	{
		...heavy,
		what: '1,200,000 attachments {}',
		make: () => newMessage({ attachments: times(ATTACHMENTS, {}) }),
	},
	{
		...heavy,
		what: '1,200,000 attachments "a"',
		make: () => newMessage({ attachments: times(ATTACHMENTS, 'a') }),
	},
	{
		...heavy,
		what: '4.8 MB of attachments {"x":{}}',
		make: () => newMessage({ attachments: filling({ x: {} }) }),
	},
	{
		...heavy,
		what: `4.8 MB of attachments of ${LEVELS} levels`,
		make: () => newMessage({ attachments: filling(deepest) }),
	},
	{
		...light,
		what: 'an attachment whose name has 4 MB',
		make: () =>
			newMessage({
				attachments: [{ url: 'https://files.example/a.jpg', name: 'a'.repeat(4_000_000) }],
			}),
	},
	{
		...light,
		isForFilters: true,
		what: 'a text of 4.8 MB',
		make: () => newMessage({ message: `event ${'x'.repeat(BYTES)}` }),
	},
	{
		...light,
		isForFilters: true,
		what: '4.8 MB of spaces before a text',
		make: () => newMessage({ message: `${' '.repeat(BYTES)}event` }),
	},
	{
		...heavy,
		what: '200,000 variables of the client',
		make: () =>
			newMessage({
				client: {
					...{ id: 101, client_type: 1, name: 'Anna', group: 'tea_shop_bot' },
					variables: Object.fromEntries(
						Array.from({ length: VARIABLES }, (_, index) => [`v${index}`, index]),
					),
				},
			}),
	},
	// The last one, since a trigger that keeps such ids is slow with all that comes after them.
	{ ...light, what: 'an id of 4.5 MB', make: messageWithLongId },
];
