import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

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
	const manifest = JSON.parse(
		readFileSync(join(packageFolder, 'package.json'), 'utf8'),
	) as Manifest;
	const declared = [...(manifest.n8n.nodes ?? []), ...(manifest.n8n.credentials ?? [])];
	const missing = declared.filter((file) => !existsSync(join(packageFolder, file)));
	if (missing.length > 0) {
		throw new Error(
			`${manifest.name} is not built: ${missing.join(', ')} missing in ${packageFolder}. Run "npm run build" first.`,
		);
	}

	const modules = join(userFolder, '.n8n', 'nodes', 'node_modules');
	const target = join(modules, manifest.name);
	rmSync(target, { recursive: true, force: true });
	for (const file of new Set([
		'package.json',
		manifest.main ?? 'index.js',
		...(manifest.files ?? []),
	])) {
		const source = join(packageFolder, file);
		if (existsSync(source)) cpSync(source, join(target, file), { recursive: true });
	}

	// Without this, a user folder inside the project would find the project's n8n-workflow after all.
	const workflowLink = join(modules, 'n8n-workflow');
	rmSync(workflowLink, { recursive: true, force: true });
	mkdirSync(dirname(workflowLink), { recursive: true });
	symlinkSync(resolve(n8nModules, 'n8n-workflow'), workflowLink);
}
