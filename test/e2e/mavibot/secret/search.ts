/** How many characters of Base64 a number of bytes takes, without padding. */
const charactersOf = (bytes: number): number => Math.ceil((bytes * 8) / 6);

/** What Base64 makes of a text within a longer one: it depends on how many bytes stand before, modulo 3. */
function base64Forms(text: string): string[] {
	return [0, 1, 2].map((before) => {
		const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
		const whole = Math.floor((bytes.length * 8) / 6);
		return bytes.toString('base64').slice(charactersOf(before), whole);
	});
}

/**
 * Whether a text stands somewhere, as it is or within Base64.
 *
 * @param text of letters and digits alone, so that no other encoding changes it
 */
export function holdsText(content: Buffer | string, text: string): boolean {
	return [text, ...base64Forms(text)].some((form) => content.includes(form));
}
