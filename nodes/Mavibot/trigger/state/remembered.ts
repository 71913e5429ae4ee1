import type { IDataObject, IHookFunctions } from 'n8n-workflow';

/** What the trigger's node keeps in the workflow's static data. */
export interface Remembered extends IDataObject {
	/** Under which key, server and parameters the rest was found out; a hash, which gives none of them away. */
	registeredFor?: string;
	projectId?: number | string;
	/** The ids of the connected bots, as `connected_channels` names them. */
	bots?: string[];
	/** When the first event came (ISO 8601), and of which project; kept when the rest is forgotten. */
	firstEvent?: { projectId: string; at: string };
}

export const rememberedBy = (context: Pick<IHookFunctions, 'getWorkflowStaticData'>): Remembered =>
	context.getWorkflowStaticData('node') as Remembered;
