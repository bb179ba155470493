import { readFileSync } from 'node:fs';

/** Which Draaiboek this is: what the host says, or package.json. What is empty counts as not set. */
export function versionIn({
	DRAAIBOEK_VERSION
}: Readonly<Record<string, string | undefined>>): string {
	const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
	return DRAAIBOEK_VERSION ? DRAAIBOEK_VERSION : (JSON.parse(text) as { version: string }).version;
}
