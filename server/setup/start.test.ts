// A unit that starts the relay in its own way, and one without its variables, were planted and seen red.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { relayCommand } from '#tests/support/measures/relay-command.ts';

test.each(['draaiboek.service', 'draaiboek@.service', 'Dockerfile'])(
	'deploy/%s starts the relay as npm start does',
	(name) => {
		const text = readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');
		const { environment, flags } = relayCommand();
		const started = text.replaceAll(/[",]/g, '');
		expect(started).toMatch(new RegExp(`node ${flags.join(' ')} server/main.ts`));
		for (const [variable, value] of Object.entries(environment)) {
			const isFolder = value.includes('/');
			expect(started).toContain(`${variable}=${isFolder ? '' : value}`);
		}
	}
);
