import { findChromium } from './chromium';

/**
 * What Jest does before any end-to-end test: finds the browser, which some of them need.
 * @throws as `findChromium` does
 */
export default async function requireBrowser(): Promise<void> {
	try {
		await findChromium();
	} catch (error) {
		// Jest prints the stack, in which the line would be the first of many.
		if (error instanceof Error) error.stack = error.message;
		throw error;
	}
}
