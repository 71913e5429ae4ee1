import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

interface Manifest {
	name: string;
	main?: string;
	files?: string[];
	n8n: { nodes?: string[]; credentials?: string[] };
}

/**
 * Puts a package where n8n looks for community nodes: what npm would publish of it, as a copy.
 *
 * A symbolic link to the package's folder is loaded as well, but then the package's code finds the
 * n8n-workflow of its own dev dependencies, whose error classes are not those of the running n8n.
 * @param n8nModules the `node_modules` folder of the installed n8n
 * @throws when a file that the package declares to n8n is not there, since n8n only logs that
 */
export function linkPackage(packageFolder: string, userFolder: string, n8nModules: string): void {
	const manifest = manifestOf(packageFolder);
	const declared = [...(manifest.n8n.nodes ?? []), ...(manifest.n8n.credentials ?? [])];
	const missing = declared.filter((file) => !existsSync(join(packageFolder, file)));
	if (missing.length > 0) {
		throw new Error(
			`${manifest.name} is not built: ${missing.join(', ')} missing in ${packageFolder}. Run "npm run build" first.`,
		);
	}

	const target = linkedPackage(packageFolder, userFolder);
	rmSync(target, { recursive: true, force: true });
	for (const file of published(packageFolder)) {
		cpSync(join(packageFolder, file), join(target, file), { recursive: true });
	}

	// Without this, a user folder inside the project would find the project's n8n-workflow after all.
	const workflowLink = join(dirname(target), 'n8n-workflow');
	rmSync(workflowLink, { recursive: true, force: true });
	mkdirSync(dirname(workflowLink), { recursive: true });
	symlinkSync(resolve(n8nModules, 'n8n-workflow'), workflowLink);
}

/**
 * Brings the copy of a package that `linkPackage` made up to date, while n8n watches it. Each file is
 * moved into place as a whole. One that the package no longer has stays until the next `linkPackage`.
 * @returns how many files were new or different
 */
export function updateLinkedPackage(packageFolder: string, userFolder: string): number {
	const target = linkedPackage(packageFolder, userFolder);
	const changed = published(packageFolder)
		.flatMap((name) => filesOf(packageFolder, name))
		.filter((file) => !hasSameContent(join(packageFolder, file), join(target, file)));
	// Beside what n8n watches, and made whole before the first is moved, so that n8n sees them come at once.
	const incoming = join(userFolder, '.n8n', 'nodes', 'incoming');
	rmSync(incoming, { recursive: true, force: true });
	for (const file of changed) {
		mkdirSync(dirname(join(target, file)), { recursive: true });
		cpSync(join(packageFolder, file), join(incoming, file));
	}
	for (const file of changed) renameSync(join(incoming, file), join(target, file));
	rmSync(incoming, { recursive: true, force: true });
	return changed.length;
}

/** Where in a user folder the copy of a package is. */
export function linkedPackage(packageFolder: string, userFolder: string): string {
	return join(userFolder, '.n8n', 'nodes', 'node_modules', manifestOf(packageFolder).name);
}

const manifestOf = (packageFolder: string) =>
	JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as Manifest;

/** The files and folders that npm would publish, as far as they are there. */
function published(packageFolder: string): string[] {
	const { main = 'index.js', files = [] } = manifestOf(packageFolder);
	return [...new Set(['package.json', main, ...files])].filter((name) =>
		existsSync(join(packageFolder, name)),
	);
}

/** A file, or all files below a folder, relative to the package's folder. */
function filesOf(packageFolder: string, name: string): string[] {
	const path = join(packageFolder, name);
	if (!statSync(path).isDirectory()) return [name];
	return readdirSync(path, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(packageFolder, join(entry.parentPath, entry.name)));
}

const hasSameContent = (one: string, other: string) =>
	existsSync(other) && readFileSync(one).equals(readFileSync(other));
