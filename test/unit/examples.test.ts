import { readdirSync, readFileSync } from 'node:fs';
import { join, parse } from 'node:path';
import { NodeHelpers, type INode, type INodeTypeDescription } from 'n8n-workflow';
import { Mavibot } from '../../nodes/Mavibot/Mavibot.node';
import { MavibotTrigger } from '../../nodes/Mavibot/MavibotTrigger.node';
import { filledIn, TO_FILL_IN, valueAt } from '../e2e/examples/fill-in';
import { EXAMPLES_FOLDER, readExample } from '../../tools/demo/examples';

const OWN_TYPES = new Map<string, INodeTypeDescription>([
	['n8n-nodes-mavibot.mavibot', new Mavibot().description],
	// What n8n makes of a node that is usable as a tool, or asks before one is used; they differ in what the model is told.
	['n8n-nodes-mavibot.mavibotTool', new Mavibot().description],
	['n8n-nodes-mavibot.mavibotHitlTool', new Mavibot().description],
	['n8n-nodes-mavibot.mavibotTrigger', new MavibotTrigger().description],
]);
const OF_TOOLS_ALONE = ['descriptionType', 'toolDescription'];

const NAMES = readdirSync(EXAMPLES_FOLDER)
	.map((file) => parse(file))
	.flatMap(({ name, ext }) => (ext === '.json' ? [name] : []))
	.sort();

const NOTE = 'n8n-nodes-base.stickyNote';
const SHIPPED_WITH_N8N = /^(n8n-nodes-base|@n8n\/n8n-nodes-langchain)\./;

/** In pixels of n8n's canvas. */
const NODE_SIZE = 96;
const NAME_HEIGHT = 40;

interface Box {
	name: string;
	x: [left: number, right: number];
	y: [top: number, bottom: number];
}

function boxOf({ name, type, position: [left, top], parameters }: INode): Box {
	const width = type === NOTE ? Number(parameters.width) : NODE_SIZE;
	const height = type === NOTE ? Number(parameters.height) : NODE_SIZE + NAME_HEIGHT;
	return { name, x: [left, left + width], y: [top, top + height] };
}

type Span = Box['x'];
const isBoth = (is: (one: Span, other: Span) => boolean) => (one: Box, other: Box) =>
	is(one.x, other.x) && is(one.y, other.y);
const touch = isBoth(([from, to], [start, end]) => Math.max(from, start) < Math.min(to, end));
const holds = isBoth(([from, to], [start, end]) => from <= start && to >= end);

/** The pairs of boxes that touch, as names. */
const touching = (boxes: Box[]): string[] =>
	boxes.flatMap((one, index) =>
		boxes
			.slice(index + 1)
			.filter((other) => touch(one, other))
			.map((other) => `${one.name}, ${other.name}`),
	);

/** The parameters with what n8n adds where a field was left alone; without those that the form does not show. */
function completed(node: INode, description: INodeTypeDescription) {
	const { properties } = description;
	return NodeHelpers.getNodeParameters(properties, node.parameters, true, false, node, description);
}

/** The fields that the editor would mark, as "node: field". */
function markedIn(nodes: INode[]): string[] {
	return nodes.flatMap((node) => {
		const description = OWN_TYPES.get(node.type);
		if (description === undefined) return [];
		const parameters = completed(node, description) ?? {};
		const issues = NodeHelpers.getNodeParametersIssues(
			description.properties,
			{ ...node, parameters },
			description,
		);
		return Object.keys(issues?.parameters ?? {}).map((field) => `${node.name}: ${field}`);
	});
}

test('the list names every example, and there are at least ten', () => {
	const readme = readFileSync(join(EXAMPLES_FOLDER, 'README.md'), 'utf8');
	const listed = [...readme.matchAll(/\]\(([^)]+)\.json\)/g)].map(([, name]) => name);

	expect(listed.sort()).toEqual(NAMES);
	expect(listed.length).toBeGreaterThanOrEqual(10);
});

describe.each(NAMES)('the example %s', (name) => {
	const example = readExample(name);
	const nodes = example.nodes.filter(({ type }) => type !== NOTE);
	const notes = example.nodes.filter(({ type }) => type === NOTE);
	const ownNodes = nodes.filter(({ type }) => OWN_TYPES.has(type));

	it('holds a workflow, and nothing that belongs to one n8n or one person', () => {
		expect(Object.keys(example).sort()).toEqual(['connections', 'name', 'nodes', 'settings']);
		expect(example.name).toMatch(/^Mavibot: /);
		expect(example.settings).toEqual({ executionOrder: 'v1' });
		for (const node of example.nodes) {
			expect(node).not.toHaveProperty('credentials');
			expect(node).not.toHaveProperty('webhookId');
		}
	});

	it('has nodes with names and ids of their own, all of them shipped with n8n or Mavibot, none with code', () => {
		for (const key of ['name', 'id'] as const) {
			const values = example.nodes.map((node) => node[key]);
			expect(values).toEqual([...new Set(values)]);
		}
		const types = nodes.map(({ type }) => type).filter((type) => !OWN_TYPES.has(type));
		expect(types.filter((type) => !SHIPPED_WITH_N8N.test(type))).toEqual([]);
		expect(types.filter((type) => /\.code(Tool)?$|toolCode/.test(type))).toEqual([]);
		expect(ownNodes).not.toEqual([]);
	});

	it('connects and refers to nodes that are there', () => {
		const names = nodes.map((node) => node.name);
		const targets = Object.values(example.connections)
			.flatMap((byType) => Object.values(byType).flat(2))
			.flatMap((target) => target?.node ?? []);
		const references = [...JSON.stringify(nodes).matchAll(/\$\('(.+?)'\)/g)].map(
			([, node]) => JSON.parse(`"${node}"`) as string,
		);

		expect(names).toEqual(
			expect.arrayContaining([...Object.keys(example.connections), ...targets]),
		);
		expect(names).toEqual(expect.arrayContaining(references));
	});

	it.each(ownNodes.map((node) => [node.name, node] as const))(
		'has in "%s" only fields and values that the form has',
		(_name, node) => {
			const description = OWN_TYPES.get(node.type);
			if (description === undefined) throw new Error(`${node.type} is not known`);
			const known = Object.entries(node.parameters).filter(
				([key]) => !OF_TOOLS_ALONE.includes(key),
			);

			expect(completed(node, description)).toMatchObject(Object.fromEntries(known));
			if (!node.type.endsWith('Trigger')) {
				expect(Object.keys(node.parameters)).toEqual(
					expect.arrayContaining(['resource', 'operation']),
				);
			}
		},
	);

	it('leaves open just what its notes ask for, and nothing once that is filled in', () => {
		const toFillIn = TO_FILL_IN[name] ?? {};
		const texts = notes.map(({ parameters }) => String(parameters.content)).join('\n');
		for (const [nodeName, values] of Object.entries(toFillIn)) {
			const node = nodes.find((each) => each.name === nodeName);
			if (node === undefined) throw new Error(`There is no node "${nodeName}"`);
			expect(texts).toContain(`**${nodeName}**`);
			for (const path of Object.keys(values)) {
				const value = valueAt(node, path);
				expect([path, value]).toEqual([
					path,
					typeof value === 'object' ? { __rl: true, mode: 'list', value: '' } : '',
				]);
			}
		}
		const asked = Object.entries(toFillIn).flatMap(([nodeName, values]) =>
			Object.keys(values).map((path) => `${nodeName}: ${path}`),
		);

		expect(asked).toEqual(expect.arrayContaining(markedIn(nodes)));
		expect(markedIn(filledIn(example, toFillIn).nodes)).toEqual([]);
	});

	it('says to a model what each argument is that it may choose', () => {
		const calls = [
			...readFileSync(join(EXAMPLES_FOLDER, `${name}.json`), 'utf8').matchAll(
				/\$fromAI\(([^)]*)\)/g,
			),
		];
		for (const [, call] of calls) expect(call).toMatch(/^'\w+', `[^`]{15,}`, '\w+'$/);
	});

	it('sends nothing twice', () => {
		expect(ownNodes.filter(({ retryOnFail }) => retryOnFail !== undefined)).toEqual([]);
	});

	it('is explained by notes, the first of which says what to do', () => {
		const { content } = notes[0].parameters;
		expect(content).toMatch(/^## /);
		expect(content).toContain('**Mavibot API** credential');
		expect(content).toMatch(/^1\. /m);
	});

	it('shows nodes and notes that do not cover one another', () => {
		const nodeBoxes = nodes.map(boxOf);
		const noteBoxes = notes.map(boxOf);

		expect([...touching(nodeBoxes), ...touching(noteBoxes)]).toEqual([]);
		const covered = noteBoxes.flatMap((note) =>
			nodeBoxes
				.filter((node) => touch(note, node) && !holds(note, node))
				.map((node) => `${note.name}, ${node.name}`),
		);
		expect(covered).toEqual([]);
	});
});
