import type { Arbitrary } from 'fast-check';
import { postedMessage } from '../posted-message';
import { changesOf, pathsIn, put } from './changes';

/** What a client with a tag writes, with a file. */
export const MESSAGE = postedMessage({
	client: { ...postedMessage().client, tag: 'summer' },
	attachments: [{ url: 'https://files.example/photo.jpg', name: 'photo.jpg', type: 'image' }],
});

/** A message with some of it replaced. */
export const nearly = (message: object): Arbitrary<unknown> =>
	changesOf(pathsIn(message)).map((changes) => {
		const changed: unknown = structuredClone(message);
		for (const { path, value } of changes) put(changed, path, value);
		return changed;
	});
