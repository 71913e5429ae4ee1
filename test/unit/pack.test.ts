import { execFileSync } from 'node:child_process';
import fs, { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';

const ROOT = path.resolve(__dirname, '../..');
const NAME = 'n8n-nodes-mavibot';

/** What n8n's lint lets a verified package import (rule no-restricted-imports), as far as it is needed. */
const ALLOWED = ['n8n-workflow', 'luxon', 'crypto'];

interface Packed {
	filename: string;
	size: number;
	files: Array<{ path: string }>;
}
interface Manifest {
	n8n: { credentials: string[]; nodes: string[] };
	dependencies?: object;
	optionalDependencies?: object;
	bundledDependencies?: string[];
	peerDependencies: Record<string, string>;
	scripts: Record<string, string>;
}

let scratch: string;
/** Where the package is installed. */
let folder: string;
let packed: Packed;
let manifest: Manifest;
let files: string[];

/** Every file below a folder of the checkout, relative to it. */
const below = (name: string): string[] =>
	fs
		.readdirSync(path.join(ROOT, name), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => path.relative(path.join(ROOT, name), path.join(entry.parentPath, entry.name)));

beforeAll(() => {
	if (!fs.existsSync(path.join(ROOT, 'dist'))) throw new Error('Run `npm run build` first');
	scratch = fs.mkdtempSync(path.join(tmpdir(), 'pack-'));
	const output = execFileSync(
		'npm',
		['pack', '--json', '--offline', '--loglevel', 'error', '--pack-destination', scratch],
		{ cwd: ROOT, encoding: 'utf8' },
	);
	[packed] = JSON.parse(output) as Packed[];
	files = packed.files.map((file) => file.path);
	execFileSync('tar', ['-xzf', packed.filename], { cwd: scratch });
	// As npm installs it, with what n8n brings for it and nothing else.
	const modules = path.join(scratch, 'installed', 'node_modules');
	folder = path.join(modules, NAME);
	fs.mkdirSync(modules, { recursive: true });
	fs.renameSync(path.join(scratch, 'package'), folder);
	for (const name of ALLOWED.filter((each) => each !== 'crypto')) {
		fs.symlinkSync(path.join(ROOT, 'node_modules', name), path.join(modules, name));
	}
	manifest = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
});

afterAll(() => {
	if (scratch) fs.rmSync(scratch, { recursive: true, force: true });
});

describe('the packed package', () => {
	it('holds what is made of each source, what people need, and nothing else', () => {
		const made = ['credentials', 'nodes', 'icons'].flatMap((name) =>
			below(name).map((file) => `dist/${name}/${file.replace(/\.ts$/, '.js')}`),
		);

		expect(made.length).toBeGreaterThan(100);
		expect([...files].sort()).toEqual(
			['LICENSE', 'README.md', 'index.js', 'package.json', ...made].sort(),
		);
		const others = files.filter((file) => !/\.(js|json|svg)$/.test(file));
		expect(others.sort()).toEqual(['LICENSE', 'README.md']);
		expect(files.filter((file) => /(^|\/)tests?\/|\.(test|spec|d)\./.test(file))).toEqual([]);
	});

	it('holds every file that package.json names for n8n', () => {
		const { credentials, nodes } = manifest.n8n;

		expect([credentials.length, nodes.length]).toEqual([1, 3]);
		expect(files).toEqual(expect.arrayContaining([...credentials, ...nodes]));
	});

	it('is smaller than 150 kB', () => {
		expect(packed.size).toBeGreaterThan(10_000);
		expect(packed.size).toBeLessThan(150_000);
	});

	it('depends on nothing but the n8n that it runs in, and runs no script at installation', () => {
		const { dependencies, optionalDependencies, bundledDependencies, peerDependencies } = manifest;
		for (const none of [dependencies, optionalDependencies, bundledDependencies]) {
			expect(Object.keys(none ?? {})).toEqual([]);
		}
		expect(Object.keys(peerDependencies)).toEqual(['n8n-workflow']);
		const scripts = Object.keys(manifest.scripts);
		expect(scripts.filter((name) => /^((pre|post)?install|prepare)$/.test(name))).toEqual([]);
	});

	it('imports what is in it, and beside that only what n8n allows', () => {
		const imports = files
			.filter((file) => file.endsWith('.js'))
			.flatMap((file) => {
				const code = readFileSync(path.join(folder, file), 'utf8');
				const names = ts.preProcessFile(code, true, true).importedFiles;
				return names.map(({ fileName }) => ({ file, name: fileName }));
			});
		const own = imports.filter(({ name }) => name.startsWith('.'));
		const missing = own.filter(({ file, name }) => {
			const target = path.posix.join(path.posix.dirname(file), name);
			return ![target, `${target}.js`, `${target}/index.js`].some((each) => files.includes(each));
		});

		expect(own.length).toBeGreaterThan(100);
		expect(missing).toEqual([]);
		const others = imports.filter((each) => !own.includes(each)).map(({ name }) => name);
		expect(others).toContain('n8n-workflow');
		expect(others.filter((name) => !ALLOWED.includes(name))).toEqual([]);
	});

	it('holds no path of the machine that built it', () => {
		for (const file of files) {
			expect(readFileSync(path.join(folder, file), 'utf8')).not.toContain(ROOT);
		}
	});

	it('is loaded by n8n in a clean folder, with its nodes, its credential and their icons', () => {
		const loadAll = `
			require('reflect-metadata');
			const { PackageDirectoryLoader } = require('n8n-core');
			const loader = new PackageDirectoryLoader(process.argv[1]);
			loader.loadAll().then(() => {
				const shown = ({ name, iconUrl, codex }) => ({ name, iconUrl, isFound: codex !== undefined });
				const { nodes, credentials } = loader.types;
				console.log(JSON.stringify({ nodes: nodes.map(shown), credentials: credentials.map(shown) }));
			});`;
		const options = { cwd: ROOT, encoding: 'utf8' } as const;
		const output = execFileSync(process.execPath, ['-e', loadAll, folder], options);
		const loaded = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Record<
			'nodes' | 'credentials',
			Array<{ name: string; iconUrl: { light: string; dark: string }; isFound: boolean }>
		>;

		expect(loaded.nodes.map(({ name }) => name)).toEqual([
			'mavibot',
			'mavibotTrigger',
			'mavibotNewClientTrigger',
		]);
		expect(loaded.nodes.map(({ isFound }) => isFound)).toEqual([true, true, true]);
		expect(loaded.credentials.map(({ name }) => name)).toEqual(['mavibotApi']);
		for (const { iconUrl } of [...loaded.nodes, ...loaded.credentials]) {
			for (const url of [iconUrl.light, iconUrl.dark]) {
				// n8n serves icons/<package>/<file of the package>.
				expect(files).toContain(path.posix.normalize(url.replace(`icons/${NAME}/`, '')));
			}
		}
	});
});
