import { readArguments, USAGE } from './arguments';
import { liveCheck, type ExitCode } from './live';

async function main(): Promise<ExitCode> {
	const settings = readArguments(process.argv.slice(2), process.env);
	if (settings.help) {
		console.log(USAGE);
		return 0;
	}
	return await liveCheck(settings, (line) => console.log(line));
}

main().then(
	(exitCode) => {
		process.exitCode = exitCode;
	},
	(error: unknown) => {
		// The message only: what else an error carries can hold the address, and with it the key.
		console.error(error instanceof Error ? error.message : 'It could not run.');
		process.exitCode = 2;
	},
);
