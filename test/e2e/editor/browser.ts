import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, selectors, type Browser, type BrowserContextOptions } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** n8n marks the parts of its pages with this attribute. */
selectors.setTestIdAttribute('data-test-id');

/** What a person with a small laptop sees, in light colours and English. */
export const CONTEXT: BrowserContextOptions = {
	viewport: { width: 1280, height: 800 },
	colorScheme: 'light',
	locale: 'en-US',
	reducedMotion: 'reduce',
};

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

/** @throws where there is none, with what installs one */
function chromiumPath(): string {
	const { CHROMIUM_PATH: given, PATH = '' } = process.env;
	const candidates = given
		? [given]
		: PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
	const found = candidates.find(isProgram);
	if (found !== undefined) return found;
	const where = given ? `CHROMIUM_PATH is ${given}, which is no program` : 'No Chromium was found';
	throw new Error(
		`${where}. Install one with \`apt-get install chromium\`, or put the path of yours into CHROMIUM_PATH.`,
	);
}

/**
 * Starts a Chromium without a window, with a profile of its own that is deleted at its end.
 * @throws with what to install where there is none
 */
export async function startBrowser(): Promise<Browser> {
	return await chromium.launch({
		executablePath: chromiumPath(),
		args: [
			'--no-sandbox',
			'--disable-gpu',
			'--disable-quic',
			'--no-first-run',
			'--disable-background-networking',
			'--disable-component-update',
			'--disable-sync',
		],
	});
}
