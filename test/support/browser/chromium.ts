import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder, makePartial, moveIntoPlace } from '../real-n8n/cache';
import { lastLines, startGuarded } from '../real-n8n/guarded-process';
import { findProgram, isProgram } from '../real-n8n/programs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

const PACKAGE = '@sparticuz/chromium';

const HOW_TO_GET_ON =
	'Install Chromium or Chrome, and put the path of its program into CHROMIUM_PATH.';

/** A browser, and what it needs in its environment. */
export interface Chromium {
	executablePath: string;
	environment: Record<string, string>;
}

/** What the choice of a browser rests on. */
export interface Machine {
	/** As in `process.platform`. */
	platform: string;
	/** As in `process.arch`. */
	arch: string;
	/** What CHROMIUM_PATH says. */
	given?: string;
	/** The program that the path leads to. */
	installed?: string;
}

const thisMachine = (): Machine => ({
	platform: process.platform,
	arch: process.arch,
	given: process.env.CHROMIUM_PATH,
	installed: findProgram(NAMES),
});

/**
 * The browser that somebody has named, else the one that is installed.
 * @returns its path; undefined: there is none, and the one that npm brings is for this machine
 * @throws in one line, with how to get on, where there is none at all
 */
export function ownChromium({ platform, arch, given, installed }: Machine): string | undefined {
	if (given) {
		if (isProgram(given)) return given;
		throw new Error(`CHROMIUM_PATH is ${given}, which is no program. ${HOW_TO_GET_ON}`);
	}
	if (installed !== undefined || (platform === 'linux' && arch === 'x64')) return installed;
	throw new Error(
		`No Chromium was found, and the one that npm brings along is for Linux on x64, not for ${platform} on ${arch}. ${HOW_TO_GET_ON}`,
	);
}

/**
 * The browser of this machine, else the one that npm brings, which is unpacked into the user's cache folder
 * once: two seconds and 200 MB. Two processes may call it at once.
 * @throws in one line, with how to get on, where no browser is there that starts
 */
export async function findChromium(machine = thisMachine()): Promise<Chromium> {
	const own = ownChromium(machine);
	if (own !== undefined) return { executablePath: own, environment: {} };
	const folder = chromiumFolder();
	if (!existsSync(folder)) await unpackInto(folder);
	return unpackedIn(folder);
}

/** Where the browser that npm brings is, once it is unpacked; each version has a folder of its own. */
export function chromiumFolder(): string {
	const packageFolder = join(dirname(require.resolve(PACKAGE)), '..', '..');
	const { version } = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
		version: string;
	};
	return cacheFolder(`chromium-${version}`);
}

/** The libraries and letters that came with it, so that nothing else has to be installed. */
const unpackedIn = (folder: string): Chromium => ({
	executablePath: join(folder, 'chromium'),
	environment: {
		LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
		FONTCONFIG_FILE: join(folder, 'fonts.conf'),
	},
});

const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir prefix="relative">fonts</dir>
	<dir>/usr/share/fonts</dir>
	<cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/** Works in a folder beside the final one and renames it at the end, when it is proven. */
async function unpackInto(folder: string): Promise<void> {
	const partial = makePartial(folder);
	const logFile = join(partial, 'unpack.log');
	try {
		const code = await startGuarded({
			command: process.execPath,
			args: ['-e', `require(${JSON.stringify(require.resolve(PACKAGE))}).executablePath()`],
			workingFolder: partial,
			environment: {
				PATH: process.env.PATH ?? '',
				// Where the package unpacks to.
				TMPDIR: partial,
				// In this surrounding the package unpacks its libraries, too.
				AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x',
			},
			logFile,
			graceMs: 1000,
			removeWhenStopped: partial,
		}).exited;
		if (code !== 0) {
			throw new Error(`${PACKAGE} was not unpacked (exit code ${code}):\n${lastLines(logFile)}`);
		}
		writeFileSync(join(partial, 'fonts.conf'), FONTS);
		requireStart(unpackedIn(partial));
		moveIntoPlace(partial, folder);
	} catch (error) {
		rmSync(partial, { recursive: true, force: true });
		throw error;
	}
}

/** @throws where it does not start, as on a system with another C library */
function requireStart({ executablePath, environment }: Chromium): void {
	try {
		execFileSync(executablePath, ['--version'], {
			env: { ...process.env, ...environment },
			stdio: 'pipe',
		});
	} catch (error) {
		const [reason] = (error instanceof Error ? error.message : String(error)).split('\n').slice(-1);
		throw new Error(
			`The Chromium that npm brings along does not start here (${reason}). ${HOW_TO_GET_ON}`,
		);
	}
}
