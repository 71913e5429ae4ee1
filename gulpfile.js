const { rm } = require('node:fs/promises');
const { dest, src } = require('gulp');

/** Empties dist, so that no file of an earlier build is packed. */
const clean = async () => await rm('dist', { recursive: true, force: true });

/** Puts icons, codex files and output schemas beside the compiled code. */
const static_ = () =>
	src(['icons/*.svg', 'nodes/**/*.node.json', 'nodes/**/__schema__/**/*.json'], {
		base: '.',
		encoding: false,
	}).pipe(dest('dist'));

module.exports = { clean, static: static_ };
