import { DateTime, IANAZone } from 'luxon';
import { InputProblem } from '../prepare';
import { isEmpty } from './objects';
import { kindOf, quoted } from './scalars';

const FIRST_YEAR = 1970;
const LAST_YEAR = 9999;

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
	const parsed = [DateTime.fromISO(text, zone), DateTime.fromSQL(text, zone)].find(
		({ isValid }) => isValid,
	);
	if (!parsed) throw new InputProblem(`${name} is no date: ${kindOf(value)}`, ADVICE);
	return parsed;
}

/**
 * `send_time` as the API takes it: YYYY-MM-DD HH:MM:SS on the project's clock (the contract's SendTime).
 *
 * @param projectZone the zone in the project's Main settings, which the API does not tell
 */
export function projectTime(value: unknown, workflowZone: string, projectZone: string): string {
	const instant = instantOf(value, workflowZone, 'Time');
	const local = instant.setZone(knownZone(projectZone, 'Project Time Zone'));
	return withFourDigits(local, 'Time').toFormat('yyyy-MM-dd HH:mm:ss');
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
