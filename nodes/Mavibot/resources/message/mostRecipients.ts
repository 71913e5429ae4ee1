import type { IDataObject, IExecuteSingleFunctions } from 'n8n-workflow';
import type { Field } from '../../fields/field';
import { beforeSending } from '../../input/beforeSending';
import { settingsOf } from '../../input/collections';
import { InputProblem } from '../../input/problem';
import { requiredWholeNumber } from '../../input/scalars';
import { asProblem, askBesides, clientList } from '../../running/besides';
import { readWholeList } from '../../running/wholeList';

const NOT_SENT = 'The broadcast was not sent';
const IF_MEANT = 'If so many are meant, raise Most Recipients under Options.';

const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`);

/**
 * How many clients are in a list, by `get_clients`, whose `list` is taken to be that of a broadcast: the contract says
 * so of neither, and both are called so. It is read as far as one more than `most`, which is enough to know that there
 * are too many.
 *
 * @throws InputProblem where it cannot be read
 */
async function countList(
	context: IExecuteSingleFunctions,
	list: string,
	most: number,
): Promise<number> {
	let count = 0;
	const source = clientList(
		async (request) => await askBesides(context, request),
		{ list },
		'Without Most Recipients, nothing is counted.',
	);
	await readWholeList(source, most + 1, () => count++);
	return count;
}

/** What to say where a list could not be counted; a failed broadcast would be said to have perhaps been sent. */
async function notCounted(
	context: IExecuteSingleFunctions,
	list: string,
	error: unknown,
): Promise<InputProblem> {
	const { message, advice } = await asProblem(context, error, 'get_clients');
	return new InputProblem(
		`${NOT_SENT}, since list ${list} could not be counted: ${message}`,
		advice,
	);
}

/** @throws InputProblem where it cannot be counted, nobody is in it, or more than `most` */
async function checkList(
	context: IExecuteSingleFunctions,
	list: string,
	most: number,
): Promise<void> {
	let count: number;
	try {
		count = await countList(context, list, most);
	} catch (error) {
		throw await notCounted(context, list, error);
	}
	if (count === 0) {
		throw new InputProblem(
			`${NOT_SENT}: nobody is in list ${list}`,
			'Look up the number of the list in Mavibot.',
		);
	}
	if (count <= most) return;
	throw new InputProblem(
		`${NOT_SENT}: more than ${people(most)} are in list ${list}, and at most ${most} may get it`,
		IF_MEANT,
	);
}

/**
 * Refuses a broadcast to more people than the option Most Recipients allows, where it is set. Given IDs are counted,
 * known to Mavibot or not; a list is read.
 *
 * @param body of the request, with its audience
 * @throws InputProblem as checkList does, and where there are more IDs than that
 */
export async function checkRecipients(
	context: IExecuteSingleFunctions,
	body: IDataObject,
): Promise<void> {
	const options = settingsOf(context.getNodeParameter('options', {}), 'Options');
	if (!('mostRecipients' in options)) return;
	const most = requiredWholeNumber(options.mostRecipients, 'Most Recipients', { min: 1 });
	const { list, clients, platform_ids } = body as Record<string, string | string[] | undefined>;
	if (typeof list === 'string') return await checkList(context, list, most);
	const count = (clients ?? platform_ids ?? []).length;
	if (count <= most) return;
	throw new InputProblem(
		`${NOT_SENT}: it would go to ${people(count)}, and at most ${most} may get it`,
		IF_MEANT,
	);
}

/** The option that refuses a broadcast to too many; stands in `options`, since it reads itself there. */
export const mostRecipients: Field = {
	displayName: 'Most Recipients',
	name: 'mostRecipients',
	type: 'number',
	typeOptions: { minValue: 1 },
	default: 100,
	description:
		'How many people may get it. If there are more, it is not sent. IDs are counted as they are given; a list is read first, as it is now, also for a later time, and the key has to be allowed to read clients.',
	routing: {
		send: {
			preSend: [
				beforeSending(async function (body) {
					await checkRecipients(this, body);
				}),
			],
		},
	},
};
