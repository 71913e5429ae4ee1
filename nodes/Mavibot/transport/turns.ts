import { sleep } from 'n8n-workflow';

/** How the requests of one run of the node take turns. */
export interface Turns {
	/** A place in the order of asking, which a request keeps when it is sent again. */
	ticket(): number;
	/** Sends as soon as a place is free, the lowest ticket first. */
	take<T>(ticket: number, send: () => Promise<T>): Promise<T>;
	/** Lets no request begin for so many milliseconds, and only half as many at a time afterwards. */
	holdBack(milliseconds: number): void;
	/** Says that the server has answered, so that more may be sent at a time again. */
	answered(): void;
	/** Says that a request has used up its tries, and was refused or lost all the same. */
	gaveUp(): void;
	/** Whether trying again has been of no use to another request, and nothing was answered since. */
	isHopeless(): boolean;
}

/** @param limit how many requests may be on their way at a time; n8n would start those of all items at once */
export function createTurns(limit: number): Turns {
	const waiting: Array<{ ticket: number; start: () => void }> = [];
	let tickets = 0;
	let places = limit;
	let inFlight = 0;
	let heldUntil = 0;
	let isHeld = false;
	let isHopeless = false;

	const startNext = (): void => {
		const left = heldUntil - Date.now();
		if (left > 0) {
			if (isHeld) return;
			isHeld = true;
			void sleep(left).then(() => {
				isHeld = false;
				startNext();
			});
			return;
		}
		while (inFlight + 1 <= places) {
			const next = waiting.shift();
			if (!next) return;
			inFlight++;
			next.start();
		}
	};

	return {
		ticket: () => tickets++,
		async take(ticket, send) {
			await new Promise<void>((start) => {
				const isLast = ticket > (waiting.at(-1)?.ticket ?? -1);
				const place = isLast ? waiting.length : waiting.findIndex((one) => one.ticket > ticket);
				waiting.splice(place, 0, { ticket, start });
				startNext();
			});
			try {
				return await send();
			} finally {
				inFlight--;
				startNext();
			}
		},
		holdBack(milliseconds) {
			const now = Date.now();
			// Requests that were on their way together are refused together; that counts once.
			if (now >= heldUntil) places = Math.max(1, places / 2);
			heldUntil = Math.max(heldUntil, now + milliseconds);
		},
		answered() {
			// One more for each round of answers, or the next moment would be too much again.
			places = Math.min(limit, places + 1 / places);
			isHopeless = false;
		},
		gaveUp() {
			isHopeless = true;
		},
		isHopeless: () => isHopeless,
	};
}

const turnsOfRun = new WeakMap<object, Turns>();

/**
 * The turns that all requests of one run share; its first request sets the limit.
 *
 * @param run the same object for all items of one run, so that runs do not wait for each other
 */
export function turnsOf(run: object, limit: number): Turns {
	const turns = turnsOfRun.get(run) ?? createTurns(limit);
	turnsOfRun.set(run, turns);
	return turns;
}
