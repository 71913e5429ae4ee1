import { isEmpty } from '../../input/objects';
import { InputProblem } from '../../input/problem';
import { requiredText } from '../../input/scalars';

/** Addresses of one trigger that get its messages as well. */
const MOST_ADDRESSES = 10;

const LONGEST_ADDRESS = 2000;

/** One that gets each message as well. */
export interface Address {
	url: string;
	/** How it is told of: its place in the list and its host, since the rest may be secret. */
	name: string;
	/** Whether n8n answers it only while somebody waits for a test event there. */
	isTest: boolean;
}

/** The path of n8n's test URLs, unless its settings name another one. */
const TEST_PATH = /\/webhook-test\//;

const NAME = 'Pass On To under Options';

function addressOf(given: unknown, index: number): Address {
	const url = requiredText(given, `Address ${index + 1} of ${NAME}`).trim();
	const parsed = URL.canParse(url) ? new URL(url) : undefined;
	if (parsed === undefined || !['http:', 'https:'].includes(parsed.protocol)) {
		throw new InputProblem(
			`Address ${index + 1} of ${NAME} is no address of the web`,
			'Paste a whole URL, such as the production URL of another Mavibot Trigger: it begins with https:// or http://.',
		);
	}
	if (url.length > LONGEST_ADDRESS) {
		throw new InputProblem(
			`Address ${index + 1} of ${NAME} is longer than ${LONGEST_ADDRESS} characters`,
		);
	}
	return {
		url: parsed.href,
		name: `address ${index + 1} (${parsed.host})`,
		isTest: TEST_PATH.test(parsed.pathname),
	};
}

/**
 * The addresses that a person listed, each once.
 *
 * @param given a list, or one text with commas or line breaks between them
 * @throws InputProblem naming the first that is none
 */
export function addressesOf(given: unknown): Address[] {
	const list = Array.isArray(given) ? given : String(given ?? '').split(/[,\n]\s*/);
	// A row of the form that was added and left empty is an empty list.
	const isLeftEmpty = (one: unknown) => isEmpty(one) || (Array.isArray(one) && one.length === 0);
	const addresses = list.filter((one) => !isLeftEmpty(one)).map(addressOf);
	if (addresses.length > MOST_ADDRESSES) {
		throw new InputProblem(
			`${NAME} has ${addresses.length} addresses, and can have ${MOST_ADDRESSES}`,
			'Let one of them be a Mavibot Trigger that starts a workflow which sends to the others.',
		);
	}
	return addresses.filter(
		({ url }, index) => addresses.findIndex((other) => other.url === url) === index,
	);
}
