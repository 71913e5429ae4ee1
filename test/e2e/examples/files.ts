import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { WorkflowJson } from '../../support/real-n8n';

export const EXAMPLES_FOLDER = resolve(__dirname, '..', '..', '..', 'examples');

/** The names of the example workflows, without ".json". */
export function exampleNames(): string[] {
	return readdirSync(EXAMPLES_FOLDER)
		.filter((file) => file.endsWith('.json'))
		.map((file) => file.slice(0, -'.json'.length))
		.sort();
}

/** An example workflow as it stands in its file. */
export function readExample(name: string): WorkflowJson {
	return JSON.parse(readFileSync(join(EXAMPLES_FOLDER, `${name}.json`), 'utf8')) as WorkflowJson;
}
