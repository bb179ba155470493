import { readFileSync } from 'node:fs';

/** Which Draaiboek this is: what the host says, or package.json. */
export function versionIn({
	DRAAIBOEK_VERSION
}: Readonly<Record<string, string | undefined>>): string {
	const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8');
	return DRAAIBOEK_VERSION ?? (JSON.parse(text) as { version: string }).version;
}
