import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** How the status page looks: the app's paper, ink and letter, in the page itself, so that it loads nothing. */
export const style = `
${typeface()}
:root {
	color-scheme: light dark;
	--paper: #faf7f2; --sheet: #ffffff; --ink: #1e2430; --ink-soft: #4a5364; --line: #ddd6cb; --accent: #0b6b61;
	--good: #2f6b2a; --good-soft: #e9f4e4; --attention: #9a5b00; --attention-soft: #fff3dc;
	font: 1.0625rem/1.5 'Atkinson Hyperlegible Next', system-ui, sans-serif;
	background: var(--paper); color: var(--ink);
}
@media (prefers-color-scheme: dark) {
	:root {
		--paper: #14181f; --sheet: #1c222c; --ink: #f2eee6; --ink-soft: #bfc6d1; --line: #363e4b; --accent: #73d3c6;
		--good: #9ad592; --good-soft: #1e361b; --attention: #f3bd68; --attention-soft: #3a2c12;
	}
}
body { max-width: 44rem; margin: 0 auto; padding: 1rem 1rem 3rem; }
.mark { display: flex; align-items: center; gap: 0.75rem; margin: 0 0 2rem; font-size: 1.25rem; }
.mark, dt { font-weight: 650; }
h1 { margin: 0 0 1rem; font-size: 1.75rem; }
h2 { margin: 2rem 0 0.75rem; font-size: 1.25rem; }
h1, h2 { font-weight: 650; line-height: 1.25; }
.well, .ill { margin: 0 0 1rem; border-radius: 10px; padding: 0.75rem 1.25rem; }
.well { background: var(--good-soft); color: var(--good); font-weight: 650; }
.ill { border: 1px solid var(--attention); background: var(--attention-soft); }
.ill p { margin: 0; font-weight: 650; }
.ill ul { margin: 0.5rem 0 0; padding-left: 1.25rem; }
dl { margin: 0; padding: 0.25rem 1.25rem; border: 1px solid var(--line); border-radius: 10px; background: var(--sheet); }
dt { padding-top: 0.625rem; }
dd { margin: 0; padding-bottom: 0.625rem; border-bottom: 1px solid var(--line); color: var(--ink-soft); overflow-wrap: anywhere; }
dd:last-child { border-bottom: 0; }
@media (min-width: 40rem) {
	.facts { display: grid; grid-template-columns: 13rem 1fr; }
	.facts dt { border-bottom: 1px solid var(--line); }
	.facts dt:nth-last-child(2) { border-bottom: 0; }
	.facts dd { padding-top: 0.625rem; }
}
nav { margin-top: 2rem; }
nav a { display: inline-block; padding: 0.625rem 1rem 0.625rem 0; color: var(--accent); }
nav [aria-current] { font-weight: 650; text-decoration: none; }
`;

/** The app's mark, drawn: a page that loads nothing has no picture. */
export const mark = `<header class="mark"><svg viewBox="0 0 32 32" width="36" height="36" aria-hidden="true"><rect width="32" height="32" rx="7" fill="#0b6b61"/><path fill="#ffcf87" d="M13.25 11.5H20V26h-6.75a7.25 7.25 0 0 1 0-14.5z"/><path fill="#dda145" d="M16.4 11.5h2V26h-2z"/><path fill="#faf7f2" d="M17.5 5H22l3.5 3.5V26h-8z"/><path fill="#9fcbc4" d="M22 5v3.5h3.5z"/><circle cx="13" cy="18.75" r="3.1" fill="#0b6b61"/></svg><span>Draaiboek</span></header>`;

/** The app's letter, as text in the style; none where its package is away, for then the page matters most. */
function typeface(): string {
	const file =
		'@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2';
	try {
		const letters = readFileSync(createRequire(import.meta.url).resolve(file), 'base64');
		return `@font-face { font-family: 'Atkinson Hyperlegible Next'; font-weight: 200 800; src: url(data:font/woff2;base64,${letters}) format('woff2'); }`;
	} catch {
		return '';
	}
}
