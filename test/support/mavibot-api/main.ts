import { parseArgs } from 'node:util';
import { startMavibotApi } from './index';

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { port: { type: 'string', default: '0' } } });
	const port = Number(values.port);
	if (!Number.isInteger(port) || port < 0 || port > 65535) {
		throw new Error('--port takes a number from 0 to 65535');
	}
	const api = await startMavibotApi({ port });
	console.log(`Local Mavibot:  ${api.origin}`);
	console.log(`API key:        ${api.apiKey}`);
	console.log(`Chat with it:   ${api.origin}/`);
	const stop = () => void api.stop();
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
});
