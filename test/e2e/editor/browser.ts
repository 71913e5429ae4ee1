import { chromium, selectors, type Browser, type BrowserContextOptions } from 'playwright-core';
import { findProgram, isProgram } from '../../real-n8n/programs';

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

/** @throws where there is none, with what installs one */
function chromiumPath(): string {
	const { CHROMIUM_PATH: given } = process.env;
	const found = given ? [given].find(isProgram) : findProgram(NAMES);
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
