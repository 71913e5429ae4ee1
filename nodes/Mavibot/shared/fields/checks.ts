import type { PreSendAction } from 'n8n-workflow';
import { prepare } from '../prepare';
import { optionalText, requiredBoolean, requiredId, requiredText } from '../values/scalars';

/** Refuses an id that is empty or no id. `key` is the API's name, `name` the form's. */
export const asRequiredId = (key: string, name: string): PreSendAction =>
	prepare((body) => {
		body[key] = requiredId(body[key], name);
	});

/** Refuses what is neither true nor false. */
export const asRequiredBoolean = (key: string, name: string): PreSendAction =>
	prepare((body) => {
		body[key] = requiredBoolean(body[key], name);
	});

/** Refuses text that is empty, a list or an object. */
export const asRequiredText = (key: string, name: string): PreSendAction =>
	prepare((body) => {
		body[key] = requiredText(body[key], name);
	});

/** Leaves a text out that is empty; refuses a list or an object. */
export const asOptionalText = (key: string, name: string): PreSendAction =>
	prepare((body) => {
		const text = optionalText(body[key], name);
		if (text === undefined) delete body[key];
		else body[key] = text;
	});
