import { DateTime, IANAZone } from 'luxon';
import { InputProblem } from './problem';
import { isEmpty } from './objects';
import { kindOf, quoted, requiredText } from './scalars';

const FIRST_YEAR = 1970;
const LAST_YEAR = 9999;

/** A day with or without a time behind it. Luxon reads less, too: "12" as twelve o'clock of today, "2026" as its first day. */
const DAY = /^[-+]?\d{4,6}-\d{2}-\d{2}(?!\d)/;

/** A time that an expression has worked out, such as the present one, is past by the moment it takes. */
const STILL_PRESENT_MS = 60_000;

const ADVICE = 'Pick a date, or give one such as 2026-12-31T18:00 or 2026-12-31 18:00:00.';

/** @throws InputProblem where there is no time zone of this name */
function knownZone(zone: string, name: string): string {
	if (!IANAZone.isValidZone(zone)) {
		throw new InputProblem(
			`${name} ${quoted(zone)} is no time zone`,
			'A time zone is named as in Europe/Berlin.',
		);
	}
	return zone;
}

/**
 * The instant that a date field means. A picked date has no zone of its own, and means the workflow's.
 *
 * @param value ISO 8601 or SQL text, a Date, or a date of n8n's expressions
 * @throws InputProblem where it is empty or no date, such as February 30
 */
export function instantOf(value: unknown, workflowZone: string, name: string): DateTime {
	if (isEmpty(value)) throw new InputProblem(`${name} is empty`, ADVICE);
	const zone = { zone: workflowZone };
	const given = DateTime.isDateTime(value) || value instanceof Date ? value.toJSON() : value;
	const text = typeof given === 'string' ? given.trim() : '';
	const parsed = (
		DAY.test(text) ? [DateTime.fromISO(text, zone), DateTime.fromSQL(text, zone)] : []
	).find(({ isValid }) => isValid);
	if (!parsed) throw new InputProblem(`${name} is no date: ${kindOf(value)}`, ADVICE);
	return parsed;
}

/**
 * `send_time` as the API takes it: YYYY-MM-DD HH:MM:SS on the project's clock (the contract's SendTime).
 *
 * @param projectZone the zone in the project's Main settings, which the API does not tell
 * @param now milliseconds since 1970
 * @throws InputProblem where it is no date, or past
 */
export function projectTime(
	value: unknown,
	workflowZone: string,
	projectZone: string,
	now = Date.now(),
): string {
	const instant = instantOf(value, workflowZone, 'Time');
	const zone = knownZone(projectZone, 'Project Time Zone');
	const local = withFourDigits(instant.setZone(zone), 'Time');
	if (instant.toMillis() < now - STILL_PRESENT_MS) throw past('Time', instant);
	return local.toFormat(SEND_TIME);
}

const SEND_TIME = 'yyyy-MM-dd HH:mm:ss';

const past = (name: string, time: DateTime): InputProblem =>
	new InputProblem(
		`${name} is past: ${time.toFormat('yyyy-MM-dd HH:mm')}`,
		'Give a time that is still to come.',
	);

/**
 * `send_time` that is written as the API takes it, on the clock of a project whose zone is not known.
 *
 * @throws InputProblem where it is written otherwise, no date, or past wherever the project is
 */
export function writtenSendTime(value: unknown, name: string): string {
	const text = requiredText(value, name).trim();
	// The clock that is behind all others, by half a day.
	const latest = DateTime.fromFormat(text, SEND_TIME, { zone: 'Etc/GMT+12' });
	if (!latest.isValid) throw new InputProblem(`${name} has to look like 2036-12-31 18:00:00`);
	if (latest.toMillis() < Date.now()) throw past(name, latest);
	return text;
}

/** A day as get_history takes it: dd.mm.yyyy. */
export function historyDay(value: unknown, workflowZone: string, name: string): string {
	return withFourDigits(instantOf(value, workflowZone, name), name).toFormat('dd.MM.yyyy');
}

/** @throws InputProblem where the API's form has no room for the year, or there was no Mavibot to ask */
function withFourDigits(local: DateTime, name: string): DateTime {
	if (local.year >= FIRST_YEAR && local.year <= LAST_YEAR) return local;
	throw new InputProblem(`${name} has to lie between the years ${FIRST_YEAR} and ${LAST_YEAR}`);
}

/** The ISO date of Unix seconds, in UTC; undefined where there are none. */
export function isoOfUnixSeconds(seconds: unknown): string | undefined {
	if (typeof seconds !== 'number' || !Number.isFinite(seconds)) return undefined;
	const date = new Date(seconds * 1000);
	return Number.isNaN(date.getTime()) ? undefined : date.toISOString().replace('.000Z', 'Z');
}
