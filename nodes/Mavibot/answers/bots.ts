import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../input/objects';

/** A connected bot: what `connected_channels` tells of it, with its messenger's name and its project. */
export type ConnectedBot = IDataObject & { messenger: string };

const WHATSAPP_STATUS = ['not started', 'started', 'asleep', 'stopped'];

/**
 * The bots in an answer of `connected_channels`: a list under each messenger's name. Names that the
 * contract does not show can appear, so every list counts.
 */
export function botsOf(body: unknown): ConnectedBot[] {
	if (!isObject(body)) return [];
	return Object.entries(body).flatMap(([messenger, bots]) =>
		(Array.isArray(bots) ? bots : []).filter(isObject).map((bot) => {
			const state = messenger === 'whatsapp' ? WHATSAPP_STATUS[Number(bot.status)] : undefined;
			return {
				messenger,
				...bot,
				...(state === undefined ? {} : { status_name: state }),
				project_id: body.project_id,
			};
		}),
	);
}
