import fc, { type Arbitrary } from 'fast-check';
import { valueFor } from './values';

/** The keys that lead to something inside a value. */
export type Path = string[];

/** A new value for what is at a path. */
export interface Change {
	path: Path;
	value: unknown;
}

/** The ways to the fields of a value and to those inside them. */
export function pathsIn(value: unknown, path: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inner]) => [
		[...path, name],
		...pathsIn(inner, [...path, name]),
	]);
}

export const at = (value: unknown, path: Path): unknown =>
	path.reduce<unknown>(
		(inner, name) => (inner as Record<string, unknown> | undefined)?.[name],
		value,
	);

/** Replaces what is at a path; a path that an earlier change has cut off leads nowhere. */
export function put(target: unknown, [name, ...rest]: Path, value: unknown): void {
	const parent = target as Record<string, unknown>;
	if (typeof parent !== 'object' || parent === null || !(name in parent)) return;
	if (rest.length > 0) put(parent[name], rest, value);
	else parent[name] = value;
}

/** One to three changes, each of another path, with values that its last name suggests. */
export const changesOf = (paths: Path[]): Arbitrary<Change[]> =>
	fc.subarray(paths, { minLength: 1, maxLength: Math.min(3, paths.length) }).chain((chosen) =>
		fc.tuple(
			...chosen.map((path) =>
				fc.record({
					path: fc.constant(path),
					value: valueFor(path.findLast((name) => !/^(\d+|value)$/.test(name)) ?? ''),
				}),
			),
		),
	);
