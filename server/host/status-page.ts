import { createHash } from 'node:crypto';
import { findingsOf, hadTrouble, type Finding } from './condition.ts';
import type { HostFacts } from './facts.ts';
import type { HostWords, Trouble } from './host-words.ts';
import { mark, style } from './status-style.ts';
import { languages, words, type Language } from './words.ts';

/** What the page may load: nothing but its own style, and the letter in it. */
export const pagePolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; font-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

/** How the relay is, in words, for whoever hosts it: one page without script or anything to load. */
export function statusPage(facts: HostFacts, language: Language): string {
	const said = words[language];
	return page(
		language,
		`${verdict(facts, said, language)}
${facts.isShared ? `<p>${text(said.oneOfSeveral)}</p>` : ''}
<dl class="facts">${rows(facts, said, language).map(row).join('')}</dl>
<h2>${text(said.log.title)}</h2>
${logged(facts, said, language)}`,
		languages.map((one) => linkTo(one, language)).join('')
	);
}

/** For whoever gave too many wrong tokens. */
export function waitPage(waitSeconds: number, language: Language): string {
	const minutes = Math.ceil(waitSeconds / 60);
	return page(language, `<p class="ill">${text(words[language].tooManyTries(minutes))}</p>`, '');
}

function page(language: Language, body: string, links: string): string {
	const said = words[language];
	return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${text(said.title)} · Draaiboek</title>
<style>${style}</style>
</head>
<body>
${mark}
<main>
<h1>${text(said.title)}</h1>
${body}
</main>
<nav>${links}</nav>
</body>
</html>
`;
}

function verdict(facts: HostFacts, said: HostWords, language: Language): string {
	const findings = findingsOf(facts);
	if (findings.length === 0)
		return hadTrouble(facts)
			? `<p class="ill">${text(said.wellNow)}</p>`
			: `<p class="well">${text(said.well)}</p>`;
	const items = findings.map((one) => `<li>${text(finding(one, facts, language))}</li>`);
	return `<div class="ill"><p>${text(said.notWell)}</p><ul>${items.join('')}</ul></div>`;
}

function finding(one: Finding, facts: HostFacts, language: Language): string {
	const said = words[language];
	const say = said.findings[one.kind];
	switch (one.kind) {
		case 'not-keeping':
			return `${say(moment(one.since, language))} ${lookOf(facts, said)}`;
		case 'backup-old':
			return say(moment(one.at, language));
		case 'disk-nearly-full':
			return say(size(one.freeBytes, language));
		case 'store-silent':
			return `${say('')} ${lookOf(facts, said)}`;
		case 'redis-away':
		case 'backup-none':
		case 'backup-folder':
		case 'backup-unreadable':
			return say('');
	}
}

type Row = readonly [label: string, value: string];

function rows(facts: HostFacts, said: HostWords, language: Language): Row[] {
	const { labels } = said;
	const count = (value: number): string => value.toLocaleString(language);
	const { store, bus } = facts;
	const kept = store.documents === null ? '?' : count(store.documents);
	const whether = store.isThere ? said.answers : said.silent;
	return [
		[labels.version, facts.version],
		[labels.since, moment(facts.startedAt, language)],
		[labels.keeping, keeping(facts, said, language)],
		[labels.store, facts.isShared ? whether : said.ownFolder],
		...(bus === 'alone' ? [] : [[labels.redis, said.bus[bus]] as const]),
		[labels.room, room(facts, said, language)],
		[labels.backup, backup(facts, said, language)],
		[labels.devices, count(facts.sockets)],
		[labels.documents, said.documentsKept(kept, count(facts.rooms))]
	];
}

function row([label, value]: Row): string {
	return `<dt>${text(label)}</dt><dd>${text(value)}</dd>`;
}

function keeping({ journal }: HostFacts, said: HostWords, language: Language): string {
	if (journal.health === null) return said.nothingYet;
	if (journal.health === 'keeps') return said.keeps;
	return said.failsSince(moment(journal.health.failsSince, language));
}

function room({ store }: HostFacts, said: HostWords, language: Language): string {
	const { sizeBytes, freeBytes } = store;
	if (sizeBytes === null) return said.unknown;
	const used = size(sizeBytes, language);
	return freeBytes === null ? said.used(used) : said.usedAndFree(used, size(freeBytes, language));
}

function backup({ lastBackup }: HostFacts, said: HostWords, language: Language): string {
	return lastBackup instanceof Date ? moment(lastBackup, language) : said.backups[lastBackup];
}

/** What to look at where it is kept: a host who has no database is not told to look at one. */
function lookOf({ isShared }: Pick<HostFacts, 'isShared'>, { look }: HostWords): string {
	return isShared ? look.database : look.folder;
}

const ofStore: readonly string[] = ['not-kept', 'accounts-silent'] satisfies Trouble[];

function logged(facts: HostFacts, said: HostWords, language: Language): string {
	const items = facts.log.flatMap(({ event, count, lastAt }) => {
		if (!isTrouble(event, said)) return [];
		const times = said.log.times(count, moment(lastAt, language));
		const look = ofStore.includes(event) ? ` ${lookOf(facts, said)}` : '';
		const means = `${said.troubles[event]}${look}`;
		return [`<dt>${text(event)}: ${text(times)}</dt><dd>${text(means)}</dd>`];
	});
	return items.length === 0 ? `<p>${text(said.log.empty)}</p>` : `<dl>${items.join('')}</dl>`;
}

function isTrouble(event: string, { troubles }: HostWords): event is Trouble {
	return event in troubles;
}

function linkTo(one: Language, current: Language): string {
	const here = one === current ? ' aria-current="page"' : '';
	return `<a href="?lang=${one}" lang="${one}" hreflang="${one}"${here}>${text(words[one].language)}</a>`;
}

function moment(at: Date, language: Language): string {
	return at.toLocaleString(language === 'en' ? 'en-GB' : `${language}-BE`, {
		dateStyle: 'medium',
		timeStyle: 'short',
		timeZone: 'Europe/Brussels'
	});
}

function size(bytes: number, language: Language): string {
	const megabytes = bytes / 1e6;
	const [value, unit] = megabytes < 1_000 ? [megabytes, 'MB'] : [megabytes / 1_000, 'GB'];
	return `${value.toLocaleString(language, { maximumFractionDigits: 1 })} ${unit}`;
}

function text(value: string): string {
	return value.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
