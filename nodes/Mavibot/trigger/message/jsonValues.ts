const [QUOTE, BACKSLASH, COMMA, SPACE] = Buffer.from('"\\, ');
const OPENING = [...Buffer.from('[{')];
const CLOSING = [...Buffer.from(']}')];

/**
 * Whether the lists and objects of JSON text hold more values than so many, told from its bytes and no further than to the
 * first beyond. To go through an object of so many fields would take longer than to read it did.
 */
export function hasMoreValues(json: Uint8Array, most: number): boolean {
	let values = 0;
	let isInText = false;
	let isAfterOpening = false;
	for (let at = 0; at < json.length; at++) {
		const byte = json[at];
		if (isInText) {
			if (byte === BACKSLASH) at++;
			else isInText = byte !== QUOTE;
			continue;
		}
		if (byte <= SPACE) continue;
		// The first value of a list or an object has no comma before it.
		if (byte === COMMA || (isAfterOpening && !CLOSING.includes(byte))) values++;
		if (values > most) return true;
		isAfterOpening = OPENING.includes(byte);
		isInText = byte === QUOTE;
	}
	return false;
}
