import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Whether a file is there and may be run. */
export function isProgram(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/**
 * The first program of one of these names.
 * @param otherFolders where to look after the folders of the path
 */
export function findProgram(names: string[], otherFolders: string[] = []): string | undefined {
	return [...(process.env.PATH ?? '').split(delimiter), ...otherFolders]
		.flatMap((folder) => names.map((name) => join(folder, name)))
		.find(isProgram);
}
