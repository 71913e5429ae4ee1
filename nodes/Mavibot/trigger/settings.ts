import {
	NodeOperationError,
	type IDataObject,
	type IGetNodeParameterOptions,
	type INode,
} from 'n8n-workflow';
import { holdsExpression, isExpression, type GetParameter } from '../input/parameters';
import { InputProblem } from '../input/problem';
import { isEmpty, isObject } from '../input/objects';
import { trimmed } from '../input/trim';
import { optionalText, requiredBoolean, requiredNumber } from '../input/scalars';
import { allowedRanges, type AddressRange } from './caller/addresses';
import { MOST_BYTES_OF_EVENT, type DownloadLimits } from './message/downloads';
import { BLOCK_CALL, EVENT_NAMES } from './message/event';
import { filterOf, type Filter } from './message/filters';
import { listOf } from './message/textList';
import { addressesOf, type Address } from './passing/addresses';
import { setBounded } from './state/bounded';

/** What the node's fields ask for, read and checked. */
export interface Settings {
	/** Called from a bot's block, with any JSON; otherwise from the project's webhook. */
	isCalledByBlock: boolean;
	events: string[];
	serviceTexts: string[];
	isSimplified: boolean;
	failedFilter: Filter;
	/** The bots among the filters. */
	bots: string[];
	/** Empty where the URL needs none. */
	secret: string;
	/** Empty where any address may call. */
	allowed: AddressRange[];
	isWithoutApiMessages: boolean;
	isWithoutRepeats: boolean;
	/** Undefined where nothing is downloaded. */
	downloads: DownloadLimits | undefined;
	/** Who gets each message as well. */
	passedOnTo: Address[];
}

/** What both an activation and an event can read fields with. */
export interface ParameterReader {
	getNodeParameter(name: string, fallback?: unknown, options?: IGetNodeParameterOptions): unknown;
}

const BYTES_OF_A_MEGABYTE = 1_000_000;

/** An option that is on or off; off where it was not added. One whose expression gives neither is refused. */
const isOn = (options: IDataObject, name: string, label: string): boolean =>
	name in options && requiredBoolean(options[name], `${label} under Options`);

function downloadLimits(options: IDataObject): DownloadLimits | undefined {
	if (!isOn(options, 'downloadAttachments', 'Download Attachments')) return undefined;
	const number = (name: string, label: string, fallback: number, max: number) =>
		requiredNumber(name in options ? options[name] : fallback, label, { min: 1, max });
	return {
		maxFiles: number('maxFiles', 'Max Files', 5, 20),
		maxBytes:
			number('maxFileSize', 'Max File Size', 20, MOST_BYTES_OF_EVENT / BYTES_OF_A_MEGABYTE) *
			BYTES_OF_A_MEGABYTE,
		maxBytesOfAll: MOST_BYTES_OF_EVENT,
		timeoutMs: number('downloadTimeout', 'Download Timeout', 10, 120) * 1000,
		isLocalAllowed: isOn(options, 'allowLocalNetwork', 'Allow Local Network'),
	};
}

const isEmptyOption = (label: string): InputProblem =>
	new InputProblem(`${label} under Options is empty`, 'Fill it in, or remove the option.');

/**
 * What an option says that keeps callers out. One that is there and empty, as an expression may leave it,
 * must not let everybody in.
 */
function keepingOut(options: IDataObject, name: string, label: string): string {
	if (!(name in options)) return '';
	const given = optionalText(options[name], `${label} under Options`);
	if (given !== undefined) return trimmed(given);
	throw isEmptyOption(label);
}

/** Whether fields, as the JSON of what was written into them, hold an expression. */
const hasExpression = (json: string): boolean => json.includes('"=');

/** A call from a block is answered by one workflow, and goes no further. */
function passedOnTo(get: GetParameter, options: IDataObject, isCalledByBlock: boolean): Address[] {
	if (isCalledByBlock) return [];
	const addresses = addressesOf(options.passOn);
	const asWritten = JSON.stringify(get('options.passOn', '', { rawExpressions: true }));
	// A field that was left empty is for nobody; an expression that gave nothing was for somebody.
	if (addresses.length === 0 && hasExpression(asWritten)) throw isEmptyOption('Pass On To');
	return addresses;
}

/** @throws InputProblem in the user's words, such as for a regular expression that is none */
function settingsIn(context: ParameterReader): Settings {
	const get: GetParameter = (name, fallback, options) =>
		context.getNodeParameter(name, fallback, options);
	const switches = { events: 'Events', responseMode: 'Answer the Block' };
	for (const [name, label] of Object.entries(switches)) {
		if (!holdsExpression(get, name)) continue;
		throw new InputProblem(
			`${label} holds an expression, and has to be chosen in the form`,
			'Open the Mavibot Trigger and choose it there.',
		);
	}
	const events = listOf(get('events', []), 'Events');
	const isCalledByBlock = events.includes(BLOCK_CALL);
	const collection = (name: string): IDataObject => {
		const value = get(name, {});
		return isObject(value) ? value : {};
	};
	const options = collection('options');
	const filters = isCalledByBlock ? {} : collection('filters');
	if (isExpression(get, 'options.serviceTexts') && isEmpty(options.serviceTexts)) {
		throw new InputProblem(
			'Further Service Texts under Options is empty',
			'Its expression gave nothing. Mend it, or remove the option.',
		);
	}
	const addresses = keepingOut(options, 'allowedAddresses', 'Allowed Addresses');
	const allowed = allowedRanges(addresses);
	// Commas alone name nobody, and no list lets everybody in.
	if (addresses !== '' && allowed.length === 0) throw isEmptyOption('Allowed Addresses');
	if (events.length === 0) {
		throw new InputProblem(
			'No event is chosen in the Mavibot Trigger',
			'Choose at least one under Events.',
		);
	}
	if (isCalledByBlock && events.length > 1) {
		throw new InputProblem(
			`${EVENT_NAMES.blockCall} has to be chosen alone under Events`,
			'A block is answered, and messages of the project are not. Add a Mavibot Trigger of its own for them.',
		);
	}
	return {
		isCalledByBlock,
		events,
		serviceTexts: listOf(options.serviceTexts, 'Further Service Texts'),
		isSimplified: requiredBoolean(get('simplify', true), 'Simplify'),
		failedFilter: filterOf(filters, (field) => isExpression(get, `filters.${field}`)),
		bots: listOf(filters.bots, 'Bots'),
		secret: keepingOut(options, 'secret', 'Secret'),
		allowed,
		isWithoutApiMessages: isOn(options, 'leaveOutApiMessages', 'Leave Out API Messages'),
		isWithoutRepeats: isOn(options, 'leaveOutRepeats', 'Leave Out Repeated Events'),
		downloads: downloadLimits(options),
		passedOnTo: passedOnTo(get, options, isCalledByBlock),
	};
}

/** Settings by the parameters that they were read from, since the same ones come with every event. */
const settingsByParameters = new Map<string, Settings>();

/** Settings of changed and deleted workflows are forgotten when there are so many. */
const MOST_SETTINGS = 200;

/** The parameters as a key, where they are the same for every event: none of them an expression. */
function keyOf({ parameters }: INode): string | undefined {
	const key = JSON.stringify(parameters);
	return hasExpression(key) ? undefined : key;
}

/** Whether a node's fields say the same for every event, so that they can be judged before one comes. */
export const isFixed = (node: INode): boolean => keyOf(node) !== undefined;

/**
 * Reads the node's fields; of a node without expressions only once.
 *
 * @throws NodeOperationError in the user's words, such as for a regular expression that is none
 */
export function settingsOf(context: ParameterReader, node: INode): Settings {
	const key = keyOf(node);
	const known = key === undefined ? undefined : settingsByParameters.get(key);
	if (known) return known;
	try {
		const settings = settingsIn(context);
		if (key !== undefined) setBounded(settingsByParameters, key, settings, MOST_SETTINGS);
		return settings;
	} catch (error) {
		throw new NodeOperationError(node, (error as Error).message, {
			description: error instanceof InputProblem ? error.advice : undefined,
			level: 'warning',
		});
	}
}
