import { readFileSync } from 'node:fs';

/** How a relay is started. */
export interface RelayCommand {
	readonly environment: Readonly<Record<string, string>>;
	/** Of Node. */
	readonly flags: readonly string[];
}

/** How `npm start` starts it. Throws when the script in package.json has another form. */
export function relayCommand(): RelayCommand {
	const packageJson = new URL('../../../package.json', import.meta.url);
	const { scripts } = JSON.parse(readFileSync(packageJson, 'utf8')) as {
		scripts: { start: string };
	};
	const form = /^exec env (.+) node_modules\/\.bin\/node (.+) server\/main\.ts$/;
	const [, variables, flags] = form.exec(scripts.start) ?? [];
	if (variables === undefined || flags === undefined)
		throw new Error(`npm start is no longer "${form.source}": ${scripts.start}`);
	const pairs = variables.split(' ').map((one) => one.split('=') as [string, string]);
	return { environment: Object.fromEntries(pairs), flags: flags.split(' ') };
}
