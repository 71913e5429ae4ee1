/** What is wrong with a person's input, and how to get on: the two lines that n8n shows for an error. */
export class InputProblem extends Error {
	constructor(
		message: string,
		readonly advice?: string,
	) {
		super(message);
	}
}
