/** A download's turn did not come while it had time. */
export class NoTurn extends Error {}

interface Waiting {
	bytes: number;
	grant(): void;
}

/** What one download holds of a budget. */
export interface Share {
	/**
	 * Takes so many bytes more, once there is room for them. Only one such call may wait at a time.
	 *
	 * @throws NoTurn when the signal aborts before
	 */
	take(bytes: number, signal: AbortSignal): Promise<void>;
	/** Gives everything back. */
	close(): void;
}

/**
 * Bytes that several downloads share. Each takes what it has read, so that it need not be known before,
 * and waits where there is no room. The oldest one never waits: room for a whole one is left to it, so
 * that downloads which hold half of theirs cannot all wait for one another.
 */
export class Budget {
	private held = 0;

	/** What each open share holds, the oldest first. */
	private readonly shares = new Map<Share, number>();

	private readonly waiting = new Map<Share, Waiting>();

	/**
	 * @param most bytes that all together may hold
	 * @param largest bytes that one of them takes at most, which is left to the oldest
	 */
	constructor(
		private readonly most: number,
		private readonly largest: number,
	) {}

	open(): Share {
		const share: Share = {
			take: async (bytes, signal) => {
				if (this.hasRoom(share, bytes)) this.give(share, bytes);
				else await this.turn(share, bytes, signal);
			},
			close: () => {
				this.held -= this.shares.get(share) ?? 0;
				this.shares.delete(share);
				this.grantWaiting();
			},
		};
		this.shares.set(share, 0);
		return share;
	}

	private hasRoom(share: Share, bytes: number): boolean {
		if (this.held + bytes > this.most) return false;
		const [[oldest, heldByOldest]] = this.shares;
		return share === oldest || this.held - heldByOldest + bytes <= this.most - this.largest;
	}

	private give(share: Share, bytes: number): void {
		this.held += bytes;
		this.shares.set(share, (this.shares.get(share) ?? 0) + bytes);
	}

	private async turn(share: Share, bytes: number, signal: AbortSignal): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const giveUp = () => {
				this.waiting.delete(share);
				reject(new NoTurn());
			};
			if (signal.aborted) return giveUp();
			signal.addEventListener('abort', giveUp);
			const grant = () => {
				signal.removeEventListener('abort', giveUp);
				resolve();
			};
			this.waiting.set(share, { bytes, grant });
		});
	}

	private grantWaiting(): void {
		for (const [share, { bytes, grant }] of this.waiting) {
			if (!this.hasRoom(share, bytes)) continue;
			this.waiting.delete(share);
			this.give(share, bytes);
			grant();
		}
	}
}
