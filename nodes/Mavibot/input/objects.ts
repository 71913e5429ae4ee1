import type { IDataObject } from 'n8n-workflow';
import { showsNothing } from './trim';

/** Whether a value is an object with named fields: no array, no null. */
export const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether a field holds nothing: an expression that gave nothing, or text that shows nothing. */
export const isEmpty = (value: unknown): boolean =>
	value === undefined || value === null || (typeof value === 'string' && showsNothing(value));
