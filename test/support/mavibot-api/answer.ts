/** An answer that ends a method, or a request that is not for it, early. */
export class Refusal extends Error {
	constructor(
		/** Of HTTP. */
		readonly status: number,
		readonly body: { status: string; message?: string },
	) {
		super(body.message ?? body.status);
	}
}

/** The answer where the contract shows none: the local server's choice, not a fact of the API. */
export const success = { status: 'success' };

/**
 * Refuses with HTTP 200, as the contract's introduction says can be.
 * @throws Refusal
 */
export function fail(message: string): never {
	throw new Refusal(200, { status: 'fail', message });
}

/** As `fail`, with a status that says it all, as the contract shows it for deals. */
export function failAs(status: string): never {
	throw new Refusal(200, { status });
}
