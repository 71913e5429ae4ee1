import { chromium, selectors, type Browser, type BrowserContextOptions } from 'playwright-core';
import { findChromium } from './chromium';

/** n8n marks the parts of its pages with this attribute. */
selectors.setTestIdAttribute('data-test-id');

/** What a person with a small laptop sees, in light colours and English. */
export const CONTEXT: BrowserContextOptions = {
	viewport: { width: 1280, height: 800 },
	colorScheme: 'light',
	locale: 'en-US',
	reducedMotion: 'reduce',
};

/**
 * Starts a Chromium without a window, with a profile of its own that is deleted at its end.
 * @throws as `findChromium` does
 */
export async function startBrowser(): Promise<Browser> {
	const { executablePath, environment } = await findChromium();
	return await chromium.launch({
		executablePath,
		env: { ...process.env, ...environment },
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
