import type { IDataObject, IHookFunctions } from 'n8n-workflow';

/** What the trigger's node keeps in the workflow's static data. */
export interface Remembered extends IDataObject {
	/** The key and server that the project was found out with; a hash, which gives neither away. */
	keyHash?: string;
	projectId?: string;
	/** The bots under Filters that were connected to the project when that was looked at. */
	checkedBots?: string[];
	/** When the first event came (ISO 8601), and of which project. */
	firstEvent?: { projectId: string; at: string };
}

export const rememberedBy = (context: Pick<IHookFunctions, 'getWorkflowStaticData'>): Remembered =>
	context.getWorkflowStaticData('node') as Remembered;
