import type { Resource } from '../../running/operation';
import { create } from './create';
import { getAll } from './getAll';
import { getCurrent } from './getCurrent';
import { getState } from './getState';
import { getVariables } from './getVariables';
import { moveToNextState } from './moveToNextState';
import { setState } from './setState';
import { setVariables } from './setVariables';

export const deal: Resource = {
	name: 'Deal',
	value: 'deal',
	operations: [
		create,
		getCurrent,
		getAll,
		getState,
		getVariables,
		moveToNextState,
		setState,
		setVariables,
	],
};
