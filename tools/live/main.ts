import { liveCheck } from './live';
import { readOptions } from './options';

async function main(): Promise<void> {
	const settings = readOptions(process.argv.slice(2), process.env);
	process.exitCode = await liveCheck(settings, (line) => console.log(line));
}

main().catch((error: unknown) => {
	// The message only: what else an error carries can hold the address, and with it the key.
	console.error(error instanceof Error ? error.message : 'It could not run.');
	process.exitCode = 2;
});
