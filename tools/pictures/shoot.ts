import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Locator, Page } from 'playwright-core';

const IMAGES_FOLDER = resolve(__dirname, '..', '..', 'docs', 'images');

/** What is cut out of the page, in CSS pixels. */
export interface Area {
	x: number;
	y: number;
	width: number;
	height: number;
}

/**
 * Writes a picture into docs/images, without the messages that n8n shows in a corner.
 * @param name of the file, without its ending
 * @param area default: all that the window shows
 */
export async function shoot(page: Page, name: string, area?: Area): Promise<void> {
	await closeMessages(page);
	// A field in focus has a cursor and a colour of its own.
	await page.evaluate('document.activeElement?.blur()');
	await page.mouse.move(0, 0);
	mkdirSync(IMAGES_FOLDER, { recursive: true });
	await page.screenshot({
		path: join(IMAGES_FOLDER, `${name}.png`),
		clip: area,
		animations: 'disabled',
		caret: 'hide',
	});
	console.log(`docs/images/${name}.png`);
}

/** Closes n8n's messages, which lie over each other and may go by themselves meanwhile. */
async function closeMessages(page: Page): Promise<void> {
	await page
		.locator('.el-notification__closeBtn')
		.evaluateAll((buttons) => buttons.forEach((button) => button.click()));
	await page.locator('.el-notification').first().waitFor({ state: 'hidden' });
}

/** @throws where the element is not on the page */
export async function areaOf(element: Locator): Promise<Area> {
	const area = await element.boundingBox();
	if (area === null) throw new Error(`There is nothing to take a picture of: ${String(element)}`);
	return area;
}

/** What two areas that stand side by side lie in, with margins around. */
export function around(left: Area, right: Area, margins: { x: number; y: number }): Area {
	const { x, y, height } = left;
	return {
		x: x - margins.x,
		y: y - margins.y,
		width: right.x + right.width - x + 2 * margins.x,
		height: height + 2 * margins.y,
	};
}
