import type { INodeProperties } from 'n8n-workflow';
import type { GetParameter } from '../parameters';
import { requiredBoolean } from '../values/scalars';

/** For answers of more than ten fields. */
export const simplify: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** @throws InputProblem where an expression gave no yes or no */
export const requiredSimplify = (get: GetParameter): boolean =>
	requiredBoolean(get('simplify'), 'Simplify');
