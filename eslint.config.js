import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** A room is told what time it is and when its turn ends: then the simulation can decide both. */
const lentToRooms = [
	...['Date', 'performance', 'process', 'globalThis'],
	...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']
].map((name) => ({
	name,
	message: 'Time and the process are lent to server/relay/ by its ports.'
}));

export default ts.config(
	{
		ignores: [
			'node_modules',
			'.svelte-kit',
			'build',
			'data',
			'.vitest',
			'test-results',
			'playwright-report'
		]
	},
	js.configs.recommended,
	...ts.configs.strictTypeChecked,
	...svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			'@typescript-eslint/restrict-template-expressions': [
				'error',
				{ allowNumber: true, allowBoolean: true }
			],
			'@typescript-eslint/no-confusing-void-expression': 'off',
			'@typescript-eslint/no-unnecessary-condition': [
				'error',
				{ allowConstantLoopConditions: true }
			],
			'no-console': 'error',
			'no-undef': 'off'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: {
			'svelte/no-navigation-without-resolve': 'off',
			'svelte/no-at-html-tags': 'error'
		}
	},
	{
		files: ['server/relay/**/*.ts'],
		ignores: ['**/*.test.ts'],
		rules: { 'no-restricted-globals': ['error', ...lentToRooms] }
	},
	{
		files: ['**/*.test.ts', 'tests/**/*.ts'],
		rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-empty-pattern': 'off' }
	},
	{
		files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
		...ts.configs.disableTypeChecked
	},
	{
		files: [
			'server/setup/**',
			'tests/gate.js',
			'tests/load/**',
			'tests/bench/**',
			'tests/cluster/**'
		],
		rules: { 'no-console': 'off' }
	}
);
