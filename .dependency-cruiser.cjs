/** The layers of src/README.md, held by machine. */
const layer = (name, allowed, comment) => ({
	name: `${name}-stays-in-its-layer`,
	comment,
	severity: 'error',
	from: { path: `^src/${name}/`, pathNot: '\\.test\\.ts$' },
	to: { path: '^(src|server|tests)/', pathNot: `^src/(${[name, ...allowed].join('|')})/` }
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
	forbidden: [
		layer('domain', [], 'What is true knows nothing of where it lies or how it is shown.'),
		layer('wire', [], 'Bytes know no meaning.'),
		layer('document', ['domain'], 'A layout knows the domain and Yjs, nothing else.'),
		layer('views', ['domain'], 'Views read through a small Source interface.'),
		layer('sync', ['domain', 'wire', 'document'], 'Sync knows no screens.'),
		layer('ui', ['domain', 'document', 'views', 'sync'], 'Screens never speak bytes.'),
		layer(
			'routes',
			['domain', 'document', 'views', 'sync', 'ui'],
			'A route wires, it never speaks bytes.'
		),
		{
			name: 'server-knows-no-screens',
			comment:
				'The relay shares rules and layouts with the app, never its screens or its browser code.',
			severity: 'error',
			from: { path: '^server/', pathNot: '\\.test\\.ts$' },
			to: { path: '^src/(sync|ui|routes)/' }
		},
		{
			name: 'rooms-know-no-socket-disk-or-thread',
			comment:
				'server/relay/ is given a Journal, a Bus and a Connection, so that the simulation runs it as it is.',
			severity: 'error',
			from: { path: '^server/relay/', pathNot: '\\.test\\.ts$' },
			to: {
				path: '^server/',
				pathNot: '^server/(relay/|(limits|counting|journal/journal|bus/bus)\\.ts$)'
			}
		},
		{
			name: 'rooms-know-only-yjs',
			comment: 'As above: no node:, no ws, no database; Yjs and how it writes bytes.',
			severity: 'error',
			from: { path: '^server/relay/', pathNot: '\\.test\\.ts$' },
			to: {
				dependencyTypes: ['npm', 'npm-dev', 'core'],
				pathNot: 'node_modules/(yjs|lib0)/'
			}
		},
		{
			name: 'domain-knows-only-temporal',
			comment: 'domain/ runs unchanged in a worker, in Node and in the simulation.',
			severity: 'error',
			from: { path: '^src/domain/', pathNot: '\\.test\\.ts$' },
			to: { dependencyTypes: ['npm', 'npm-dev', 'core'], pathNot: 'node_modules/temporal-polyfill' }
		},
		{
			name: 'views-know-no-library',
			comment: 'views/ reads through a Source and needs nothing else.',
			severity: 'error',
			from: { path: '^src/views/', pathNot: '\\.test\\.ts$' },
			to: { dependencyTypes: ['npm', 'npm-dev', 'core'] }
		},
		{
			name: 'tests-are-not-imported',
			comment: 'What ships never leans on what tests.',
			severity: 'error',
			from: { path: '^(src|server)/', pathNot: '\\.test\\.ts$' },
			to: { path: '^tests/' }
		},
		{
			name: 'no-circles',
			comment: 'A circle means that two files are one idea, or that one idea sits in two files.',
			severity: 'error',
			from: {},
			to: { circular: true }
		}
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '(^|/)(\\.svelte-kit|build)/' },
		tsConfig: { fileName: 'tsconfig.json' },
		tsPreCompilationDeps: true,
		extraExtensionsToScan: ['.svelte'],
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'import', 'node', 'types', 'default']
		}
	}
};
