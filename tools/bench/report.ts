import type { TopLevelSpec } from 'vega-lite';

/** A number that a part has to reach. */
export interface Target {
	what: string;
	reached: number;
	/** What is asked, and in which direction. */
	atMost?: number;
	atLeast?: number;
	unit?: string;
}

/** What one part of the measurements found. */
export interface Report {
	title: string;
	/** What was done, for who reads the table. */
	how: string;
	/** The first row is the head. */
	table: string[][];
	targets: Target[];
	/** Where the time goes, where a target is missed. */
	remark?: string;
	/**
	 * For the picture: bars in the unit of the part, each with its group, its name and its value; and the names of those
	 * that show this package.
	 */
	bars: { unit: string; ours: string[]; values: Array<[string, string, number]> };
}

export const isMet = ({ reached, atMost, atLeast }: Target): boolean =>
	(atMost === undefined || reached <= atMost) && (atLeast === undefined || reached >= atLeast);

const rounded = (value: number): string =>
	Number.isInteger(value) ? String(value) : value.toFixed(2);

function targetLine(target: Target): string {
	const { what, reached, atMost, atLeast, unit = '' } = target;
	const asked = atMost !== undefined ? `at most ${atMost}` : `at least ${atLeast}`;
	return `- ${isMet(target) ? 'Met' : '**Missed**'}: ${what}: ${rounded(reached)}${unit} (asked: ${asked}${unit})`;
}

const row = (cells: string[]): string => `| ${cells.join(' | ')} |`;

/** One part as Markdown. */
export function inMarkdown({ title, how, table, targets, remark = '' }: Report): string {
	const [head, ...rows] = table;
	return [
		`## ${title}`,
		how,
		[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n'),
		targets.map(targetLine).join('\n'),
		remark,
	]
		.filter((part) => part !== '')
		.join('\n\n');
}

const OURS = 'This package';
const PEERS = 'What it is measured against';

/** All parts as one picture (SVG): a chart of bars for each, with its own scale; this package in one colour throughout. */
export async function inPicture(reports: Report[]): Promise<string> {
	const [{ compile }, { View, parse }] = await Promise.all([import('vega-lite'), import('vega')]);
	const bar = { mark: { type: 'bar' as const } };
	const number = {
		mark: { type: 'text' as const, align: 'left' as const, dx: 4 },
		encoding: { text: { field: 'value', type: 'quantitative' as const, format: '.3~r' } },
	};
	const charts = reports
		.filter(({ bars }) => bars.values.length > 0)
		.map(({ title, bars: { unit, ours, values } }) => ({
			title,
			width: 520,
			data: {
				values: values.map(([group, name, value]) => ({
					value,
					whose: ours.includes(name) ? OURS : PEERS,
					label: group === '' ? name : `${name}, ${group}`,
				})),
			},
			layer: [bar, number],
			encoding: {
				y: {
					field: 'label',
					type: 'nominal' as const,
					title: null,
					sort: null,
					axis: { labelLimit: 400 },
				},
				x: { field: 'value', type: 'quantitative' as const, title: unit },
				color: {
					field: 'whose',
					type: 'nominal' as const,
					scale: { domain: [OURS, PEERS], range: ['#3b6fd6', '#b9bcc4'] },
					legend: { title: null, orient: 'top' as const, direction: 'horizontal' as const },
				},
			},
		}));
	const spec: TopLevelSpec = {
		title: {
			text: 'n8n-nodes-mavibot, measured',
			subtitle: 'Beside what else does the same, in one run on one machine',
			anchor: 'start',
		},
		background: 'white',
		config: { font: 'sans-serif' },
		vconcat: charts,
		resolve: { scale: { color: 'shared', x: 'independent' } },
	};
	return await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}
