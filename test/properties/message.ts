import type { Arbitrary } from 'fast-check';
import { changesOf, pathsIn, put } from './changes';

/** What a client writes, as Mavibot posts it. */
export const MESSAGE = {
	id: 22563045582,
	client: {
		id: 101,
		recepient: '777000101',
		client_type: 1,
		name: 'Anna',
		tag: 'summer',
		group: 'tea_shop_bot',
		variables: { city: 'Kazan' },
	},
	message: 'Hello',
	attachments: [{ url: 'https://files.example/photo.jpg', name: 'photo.jpg', type: 'image' }],
	message_id: null,
	project_id: 1,
	is_input: 1,
	delivered: 1,
};

/** A message with some of it replaced. */
export const nearly = (message: object): Arbitrary<unknown> =>
	changesOf(pathsIn(message)).map((changes) => {
		const changed: unknown = structuredClone(message);
		for (const { path, value } of changes) put(changed, path, value);
		return changed;
	});
