import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

const pagesIn = (folder: string, recursive = false): string[] =>
	readdirSync(path.join(ROOT, folder), { encoding: 'utf8', recursive })
		.filter((file) => file.endsWith('.md'))
		.map((file) => path.join(folder, file));
const PAGES = [...pagesIn('.'), ...pagesIn('docs', true), ...pagesIn('examples')];

/** A page without the parts that are code, where brackets are no links. */
const textOf = (page: string): string =>
	readFileSync(path.join(ROOT, page), 'utf8')
		.replace(/^(`{3,})[^]*?^\1/gm, '')
		.replace(/`[^`\n]*`/g, 'code');

/** The name that GitHub gives a heading in an address. */
const anchorOf = (heading: string): string =>
	heading
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');

const anchorsOf = (page: string): string[] =>
	[...readFileSync(path.join(ROOT, page), 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
		anchorOf(heading),
	);

const linksOf = (page: string): string[] =>
	[...textOf(page).matchAll(/\]\(([^)\s]+)\)/g)]
		.map(([, target]) => target)
		.filter((target) => !/^[a-z]+:/.test(target));

const LINKS = PAGES.flatMap((page) => linksOf(page).map((target) => [page, target]));

it.each(LINKS)('%s leads to %s', (page, target) => {
	const [file, anchor] = target.split('#');
	const aim = file === '' ? page : path.join(path.dirname(page), file);

	expect(existsSync(path.join(ROOT, aim))).toBe(true);
	if (anchor !== undefined) expect(anchorsOf(aim)).toContain(anchor);
});

it('looks at the pages for people and at those for engineers', () => {
	expect(PAGES).toEqual(expect.arrayContaining(['docs/glossary.md', 'docs/internals/faults.md']));
});

it.each(PAGES.filter((page) => /^docs\/(?!README)/.test(page)))(
	'the list of pages has %s',
	(page) => {
		expect(linksOf('docs/README.md').map((link) => link.split('#')[0])).toContain(
			path.relative('docs', page),
		);
	},
);

it('finds the links of the README', () => {
	expect(linksOf('README.md')).toEqual(
		expect.arrayContaining(['#install-it', 'docs/operations.md', 'LICENSE']),
	);
});
