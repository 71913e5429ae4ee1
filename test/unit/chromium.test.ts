import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
	chromiumFolder,
	findChromium,
	ownChromium,
	type Machine,
} from '../support/browser/chromium';
import { until } from '../support/real-n8n/until';

/** Any program that is there. */
const PROGRAM = process.execPath;

const machine = (fields: Partial<Machine>): Machine => ({
	platform: 'linux',
	arch: 'x64',
	...fields,
});

describe('the browser of the tests', () => {
	it.each<[string, Partial<Machine>, string | undefined]>([
		['the one that CHROMIUM_PATH names', { given: PROGRAM, installed: '/a' }, PROGRAM],
		['the one that is installed', { installed: '/a' }, '/a'],
		['the one that is installed, on any machine', { platform: 'darwin', installed: '/a' }, '/a'],
		['the one that npm brings, where there is none', {}, undefined],
		['the one that npm brings, where CHROMIUM_PATH is empty', { given: '' }, undefined],
	])('is %s', (_which, fields, expected) => {
		expect(ownChromium(machine(fields))).toBe(expected);
	});

	it.each([
		['linux', 'arm64'],
		['darwin', 'arm64'],
		['darwin', 'x64'],
		['win32', 'x64'],
	])('is missing on %s %s in one line that says how to get on', async (platform, arch) => {
		const line = `^No Chromium was found, .* not for ${platform} on ${arch}\\. Install .* CHROMIUM_PATH\\.$`;

		await expect(findChromium(machine({ platform, arch }))).rejects.toThrow(new RegExp(line));
	});

	it('is not another one where CHROMIUM_PATH leads to no program', () => {
		expect(() => ownChromium(machine({ given: '/no/browser', installed: PROGRAM }))).toThrow(
			'CHROMIUM_PATH is /no/browser, which is no program.',
		);
	});
});

const isForThisMachine = process.platform === 'linux' && process.arch === 'x64';

(isForThisMachine ? describe : describe.skip)('the browser that npm brings', () => {
	const cacheBefore = process.env.XDG_CACHE_HOME;
	let cache: string;
	const inCache = () => path.join(cache, 'n8n-nodes-mavibot');
	const unfinished = () => readdirSync(inCache()).filter((name) => name.includes('.partial-'));
	const hasBegun = (name: string) => existsSync(path.join(inCache(), name, 'chromium'));

	beforeEach(() => {
		cache = mkdtempSync(path.join(tmpdir(), 'chromium-'));
		process.env.XDG_CACHE_HOME = cache;
	});

	afterEach(() => {
		if (cacheBefore === undefined) delete process.env.XDG_CACHE_HOME;
		else process.env.XDG_CACHE_HOME = cacheBefore;
		rmSync(cache, { recursive: true, force: true });
	});

	it('is unpacked once where two ask for it at once, and starts', async () => {
		// No process has this number: the numbers end before it.
		mkdirSync(`${chromiumFolder()}.partial-999999999-abc`, { recursive: true });

		const [one, other] = await Promise.all([findChromium(machine({})), findChromium(machine({}))]);

		expect(other).toEqual(one);
		expect(readdirSync(inCache())).toEqual([path.basename(chromiumFolder())]);
		expect(existsSync(one.environment.FONTCONFIG_FILE)).toBe(true);
		const said = execFileSync(one.executablePath, ['--version'], {
			env: { ...process.env, ...one.environment },
			encoding: 'utf8',
		});
		expect(said).toMatch(/^Chromium \d/);
	});

	it('leaves nothing half unpacked where its process is killed', async () => {
		const chromium = path.join(__dirname, '..', 'support', 'browser', 'chromium.ts');
		const script = `require(${JSON.stringify(chromium)}).findChromium({ platform: 'linux', arch: 'x64' })`;
		const unpacking = spawn(process.execPath, ['--import', 'tsx', '-e', script], {
			env: process.env,
			stdio: 'ignore',
		});
		const exited = once(unpacking, 'exit');
		await until(async () => (existsSync(inCache()) && unfinished().some(hasBegun)) || undefined, {
			intervalMs: 5,
			onTimeout: () => 'It is not being unpacked',
		});

		unpacking.kill('SIGKILL');
		await exited;

		await until(async () => unfinished().length === 0 || undefined, {
			onTimeout: () => `Left behind: ${unfinished().join()}`,
		});
	});
});
