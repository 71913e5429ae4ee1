import type { IDataObject } from 'n8n-workflow';
import type { Field } from './field';
import { isExpression, parametersOf, type GetParameter } from '../input/parameters';
import { beforeSending } from '../input/beforeSending';
import { settingsOf } from '../input/collections';
import { InputProblem } from '../input/problem';
import { optional, requiredChoice, requiredNumber, requiredText } from '../input/scalars';
import { projectTime } from '../input/time';
import { trimmed } from '../input/trim';
import { choiceField, chosen, type Choice } from './choice';

const SEND_WHEN: Choice<'afterDelay' | 'atTime' | 'now'> = {
	displayName: 'When',
	name: 'sendWhen',
	options: [
		{ name: 'Now', value: 'now' },
		{ name: 'After a Delay', value: 'afterDelay' },
		{ name: 'At a Time', value: 'atTime' },
	],
	default: 'now',
	description: 'When Mavibot does it. It keeps what is to come; n8n need not wait.',
};

const SECONDS_OF_UNIT: Record<string, number> = {
	seconds: 1,
	minutes: 60,
	hours: 60 * 60,
	days: 24 * 60 * 60,
};

/**
 * `time_shift` or `send_time` of a request, never both: the shift would win (the contract's TimeShift).
 *
 * @param workflowZone the zone that a picked time is in
 * @throws InputProblem where delay, time or time zone are none, or the time is past
 */
export function timeOf(get: GetParameter, workflowZone: string): IDataObject {
	switch (chosen(get, SEND_WHEN)) {
		case 'now':
			return {};
		case 'afterDelay': {
			const delay = requiredNumber(get('timeShift'), 'Delay', { min: 0 });
			const unit = requiredChoice(get('timeShiftUnit'), 'Unit', Object.keys(SECONDS_OF_UNIT));
			const seconds = Math.round(delay * SECONDS_OF_UNIT[unit]);
			if (Number.isSafeInteger(seconds)) return { time_shift: seconds };
			throw new InputProblem('Delay is longer than can be counted in seconds');
		}
		case 'atTime': {
			const { projectTimeZone } = settingsOf(get('timeOptions', {}), 'Time Options');
			const projectZone = optional(
				projectTimeZone,
				'Project Time Zone',
				() => isExpression(get, 'timeOptions.projectTimeZone'),
				(value, name) => trimmed(requiredText(value, name)),
			);
			return {
				send_time: projectTime(get('sendTime'), workflowZone, projectZone ?? workflowZone),
			};
		}
	}
}

/** One choice of three: now, after a delay, at a time. */
export const sendWhenFields: Field[] = [
	{
		...choiceField(SEND_WHEN),
		routing: {
			send: {
				preSend: [
					beforeSending(function (body) {
						Object.assign(body, timeOf(parametersOf(this), this.getTimezone()));
					}),
				],
			},
		},
	},
	{
		displayName: 'Delay',
		name: 'timeShift',
		type: 'number',
		typeOptions: { minValue: 0 },
		required: true,
		displayOptions: { show: { sendWhen: ['afterDelay'] } },
		default: 5,
		description: 'How long Mavibot waits',
	},
	{
		displayName: 'Unit',
		name: 'timeShiftUnit',
		type: 'options',
		displayOptions: { show: { sendWhen: ['afterDelay'] } },
		options: [
			{ name: 'Days', value: 'days' },
			{ name: 'Hours', value: 'hours' },
			{ name: 'Minutes', value: 'minutes' },
			{ name: 'Seconds', value: 'seconds' },
		],
		default: 'minutes',
		description: 'The unit of the delay',
	},
	{
		displayName: 'Time',
		name: 'sendTime',
		type: 'dateTime',
		required: true,
		displayOptions: { show: { sendWhen: ['atTime'] } },
		default: '',
		hint: 'If the Mavibot project has another time zone than the workflow, name it under Time Options',
		description:
			'When Mavibot does it; it has to be still to come. A picked time is one on the clock of the workflow (its time zone is in the workflow settings).',
	},
	{
		displayName: 'Time Options',
		name: 'timeOptions',
		type: 'collection',
		placeholder: 'Add Option',
		displayOptions: { show: { sendWhen: ['atTime'] } },
		default: {},
		description: 'What is rarely needed with a time',
		options: [
			{
				displayName: 'Project Time Zone',
				name: 'projectTimeZone',
				type: 'string',
				default: '',
				placeholder: 'e.g. Europe/Berlin',
				description:
					'The time zone in the Main settings of your Mavibot project, which Mavibot reads the time in and n8n cannot ask for. Left empty, it is taken to be that of the workflow.',
			},
		],
	},
];
