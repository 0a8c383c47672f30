const { dest, parallel, src } = require('gulp');

/** What TypeScript does not emit: `encoding: false` keeps the bytes of every file as they are (gulp 5). */
const copy = (name, pattern) =>
	Object.assign(
		() => src(pattern, { base: '.', encoding: false, allowEmpty: true }).pipe(dest('dist')),
		{ displayName: `copy:${name}` },
	);

const icons = copy('icons', '{nodes,credentials}/**/*.svg');
const codex = copy('codex', 'nodes/**/*.node.json');

exports['build:icons'] = icons;
exports['build:codex'] = codex;
exports['build:assets'] = parallel(icons, codex);
