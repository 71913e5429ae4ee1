import Environment from '../environment';
import { commonN8n } from './common-n8n';

/** The environment of the end-to-end tests, from which a file reaches the n8n that it shares with others. */
export default class E2eEnvironment extends Environment {
	override async setup(): Promise<void> {
		await super.setup();
		Object.assign(this.global, { commonN8n });
	}
}
