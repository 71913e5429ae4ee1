/** Which folder of the package imports which: what stands in a room knows only of those before it. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(__dirname, '../../nodes/Mavibot');

/** From what knows nothing of the others to what knows all of them; '' is the node files. */
const ROOMS = 'api input answers transport fields running methods resources'.split(' ');
const OF_TRIGGER = [...ROOMS.slice(0, ROOMS.indexOf('running')), 'methods', 'trigger'];
/** A poll reads a list as an operation does, and tells projects and filters as the other trigger does. */
const OF_NEW_CLIENTS = [...OF_TRIGGER, 'running', 'newClients'];

const files = readdirSync(ROOT, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.ts'),
);

/** The package's files that each file imports, as in `input/ids`. */
const importsOf = new Map(
	files.map((file) => {
		const text = readFileSync(join(ROOT, file), 'utf8');
		const targets = [...text.matchAll(/ from '(\.[^']+)'/g)].map(([, target]) =>
			relative(ROOT, join(ROOT, dirname(file), target)),
		);
		return [file.replace(/(\/index)?\.ts$/, ''), targets.filter((one) => !one.startsWith('..'))];
	}),
);

const roomOf = (file: string): string => (file.includes('/') ? file.split('/')[0] : '');

/** Whom a file may import, by its first folder; undefined for all. */
function allowedTo(file: string): string[] | undefined {
	const room = roomOf(file);
	if (room === 'trigger') return OF_TRIGGER;
	if (room === 'newClients') return OF_NEW_CLIENTS;
	return ROOMS.includes(room) ? ROOMS.slice(0, ROOMS.indexOf(room) + 1) : undefined;
}

it('imports nothing from a room that stands above it', () => {
	const back = [...importsOf].flatMap(([file, targets]) =>
		targets
			.filter((target) => allowedTo(file)?.includes(roomOf(target) || target) === false)
			.map((target) => `${file} imports ${target}`),
	);

	expect(back).toEqual([]);
	expect(importsOf.size).toBeGreaterThan(90);
});

it("imports, in the trigger's folders, nothing of what puts them together", () => {
	const back = [...importsOf].flatMap(([file, targets]) =>
		file.split('/').length === 3 && roomOf(file) === 'trigger'
			? targets.filter((target) => /^trigger\/[^/]+$/.test(target))
			: [],
	);

	expect(back).toEqual([]);
});

it('has no circle of files', () => {
	const done = new Set<string>();
	const circles: string[] = [];
	const visit = (file: string, way: string[]): void => {
		if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' > '));
		if (way.includes(file) || done.has(file)) return;
		for (const target of importsOf.get(file) ?? []) visit(target, [...way, file]);
		done.add(file);
	};
	for (const file of importsOf.keys()) visit(file, []);

	expect(circles).toEqual([]);
});

it('has no folder whose name says nothing of what it holds', () => {
	const folders = new Set(files.flatMap((file) => dirname(file).split('/')));

	expect([...folders].filter((name) => /shared|common|utils|helpers|misc/i.test(name))).toEqual([]);
});
