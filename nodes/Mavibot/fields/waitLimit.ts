import type { IDataObject } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import { settingsOf } from '../input/collections';
import { InputProblem } from '../input/problem';
import { requiredChoice, requiredNumber } from '../input/scalars';
import { instantOf } from '../input/time';
import type { Field } from './field';

const MS_OF_UNIT: Record<string, number> = {
	minutes: 60_000,
	hours: 3_600_000,
	days: 86_400_000,
};

/** A longer wait is more likely a slip than meant; without a limit, n8n waits for as long as it takes. */
const LONGEST_DAYS = 366;

/** How long an answer is waited for; the names are those of n8n's own nodes. */
export const limitWaitTime: Field = {
	displayName: 'Limit Wait Time',
	name: 'limitWaitTime',
	type: 'fixedCollection',
	default: { values: { limitType: 'afterTimeInterval', resumeAmount: 45, resumeUnit: 'minutes' } },
	description:
		'When to stop waiting for the answer. What came into the node goes on then, as it came.',
	options: [
		{
			displayName: 'Values',
			name: 'values',
			values: [
				{
					displayName: 'Limit Type',
					name: 'limitType',
					type: 'options',
					noDataExpression: true,
					options: [
						{ name: 'After Time Interval', value: 'afterTimeInterval' },
						{ name: 'At Specified Time', value: 'atSpecifiedTime' },
					],
					default: 'afterTimeInterval',
					description: 'Whether the wait ends after some time or at a time',
				},
				{
					displayName: 'Amount',
					name: 'resumeAmount',
					type: 'number',
					typeOptions: { minValue: 0, numberPrecision: 2 },
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					default: 1,
					description: 'How long to wait',
				},
				{
					displayName: 'Unit',
					name: 'resumeUnit',
					type: 'options',
					displayOptions: { show: { limitType: ['afterTimeInterval'] } },
					options: [
						{ name: 'Days', value: 'days' },
						{ name: 'Hours', value: 'hours' },
						{ name: 'Minutes', value: 'minutes' },
					],
					default: 'hours',
					description: 'The unit of the amount',
				},
				{
					displayName: 'Max Date and Time',
					name: 'maxDateAndTime',
					type: 'dateTime',
					displayOptions: { show: { limitType: ['atSpecifiedTime'] } },
					default: '',
					description: 'When the wait ends, on the clock of the workflow',
				},
			],
		},
	],
};

function givenTime(given: IDataObject, timeZone: string, now: number): number {
	// Left out, a field has n8n's default; what an expression leaves empty is there.
	const values = { limitType: 'afterTimeInterval', resumeAmount: 1, resumeUnit: 'hours', ...given };
	const types = ['afterTimeInterval', 'atSpecifiedTime'];
	if (requiredChoice(values.limitType, 'Limit Type', types) === 'atSpecifiedTime') {
		return instantOf(given.maxDateAndTime, timeZone, 'Max Date and Time').toMillis();
	}
	const unit = requiredChoice(values.resumeUnit, 'Unit', Object.keys(MS_OF_UNIT));
	return now + requiredNumber(values.resumeAmount, 'Amount') * MS_OF_UNIT[unit];
}

/**
 * Until when an answer is waited for.
 *
 * @param options the value of the collection that the field stands in
 * @param now milliseconds since 1970
 * @throws InputProblem where it is no time, over at once, or more than a year away
 */
export function waitTillOf(options: IDataObject, timeZone: string, now = Date.now()): Date {
	if (!('limitWaitTime' in options)) return WAIT_INDEFINITELY;
	const { values } = settingsOf(options.limitWaitTime, 'Limit Wait Time');
	const end = givenTime(settingsOf(values, 'Limit Wait Time'), timeZone, now);
	if (end <= now) {
		throw new InputProblem(
			'Limit Wait Time is over at once, so nobody could answer',
			'Give a time that is still to come.',
		);
	}
	if (end > now + LONGEST_DAYS * MS_OF_UNIT.days) {
		throw new InputProblem(
			`Limit Wait Time is more than ${LONGEST_DAYS} days away`,
			'Without this option, n8n waits until somebody answers.',
		);
	}
	return new Date(end);
}
